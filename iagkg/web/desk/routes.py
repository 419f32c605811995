"""The addresses of the desk."""

from starlette.routing import Route

from iagkg.web.desk import deciding, reading, recording, returning

__all__ = ["desk_routes"]


def desk_routes() -> list[Route]:
    """Return the routes of the desk."""
    return [*recording.ROUTES, *reading.ROUTES, *deciding.ROUTES, *returning.ROUTES]
