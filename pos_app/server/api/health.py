"""Is the server there, and what time does it say it is."""

from fastapi import APIRouter

from pos_app.server.api.versioned import versioned
from pos_app.server.context import Context
from pos_app.server.settings import VERSION
from pos_app.wire.store import Health


def router(context: Context) -> APIRouter:
    """Give the routes."""
    routes = versioned()

    @routes.get("/health")
    async def health() -> Health:
        """Say the server's time and version; asks nothing of the database."""
        return Health(time=context.now(), version=VERSION)

    return routes
