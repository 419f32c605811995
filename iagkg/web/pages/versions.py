"""What changed between two versions of the workplan, as both print it."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iagkg.compare.differences import differences
from iagkg.compare.side import Side
from iagkg.errors import UsageError
from iagkg.report.diff_view import view_of
from iagkg.web.addresses import HOME
from iagkg.web.render import explorer_of, language_of, page

__all__ = ["ROUTES"]


def versions(request: Request) -> Response:
    """Show the versions that there are, and how two of them differ: the newest and the one before it."""
    lang, sides = language_of(request), explorer_of(request).versions
    old, new = (request.query_params.get(name, "") for name in ("old", "new"))
    first = _chosen(sides, new, sides[0] if sides else None)
    second = _chosen(sides, old, _before(sides, first))
    view = view_of(differences(second, first), lang) if first and second else None
    return page(
        request,
        "versions.html",
        versions=[(_name(side), side.title) for side in sides],
        new=_name(first) if first else "",
        old=_name(second) if second else "",
        view=view,
        at=f"{HOME}/id/workplan/",
    )


def _name(side: Side) -> str:
    return f"{side.workplan}/{side.version}"


def _chosen(sides: list[Side], named: str, otherwise: Side | None) -> Side | None:
    """Return the version of a name. Raises UsageError where there is none."""
    if not named:
        return otherwise
    for side in sides:
        if _name(side) == named:
            return side
    listed = ", ".join(map(_name, sides))
    raise UsageError(f"{named[:60]}: no version of the dataset.", f"one of {listed}" if listed else "")


def _before(sides: list[Side], side: Side | None) -> Side | None:
    """Return the version before another of the same workplan."""
    if side is None:
        return None
    later = sides[sides.index(side) + 1 :]
    return next((one for one in later if one.workplan == side.workplan), None)


ROUTES = [Route("/versions", versions)]
