"""Where the API's routes stand."""

from fastapi import APIRouter
from fastapi.params import Depends


def versioned(*dependencies: Depends) -> APIRouter:
    """Give an empty router below ``/v1``.

    The application takes its routes as they are: a router that it includes is looked through twice, with every shape in
    it, when it is made and again at the first request.
    """
    return APIRouter(prefix="/v1", dependencies=dependencies)
