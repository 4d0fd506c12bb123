"""Requests for an approval on another till."""

from alembic import op

from pos_app.server.store.tables.approval_requests import approval_request

revision = "002"
down_revision = "001"


def upgrade() -> None:
    """Create the table; in a new database the first revision has done so already, as it creates all there are."""
    approval_request.create(op.get_bind(), checkfirst=True)
