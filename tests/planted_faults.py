"""A small workplan in which no rule finds anything, and a change of it for each rule that breaks it."""

import re
from pathlib import Path

import pyoxigraph as ox

from iagkg.graph.quads import Quad

__all__ = ["PLANTED", "PREFIXES", "planted"]

_HERE = Path(__file__).parent / "check"
PLANTED = sorted((_HERE / "planted").glob("*.ru"))
_VALID = _HERE / "valid.ttl"
PREFIXES = "".join(re.findall(r"^@prefix .*\n", _VALID.read_text(encoding="utf-8"), re.MULTILINE))


def planted(update: str = "", mark: str = "") -> list[Quad]:
    """Return the small workplan after an update; with a mark, under addresses of its own."""
    store = ox.Store()
    store.load(path=str(_VALID), format=ox.RdfFormat.TURTLE)
    if update:
        store.update("".join(f"PREFIX {line[8:-2]}\n" for line in PREFIXES.splitlines()) + update)
    quads = [
        Quad(str(q.subject), str(q.predicate), str(q.object), "<https://w3id.org/iagkg/graph/printed/x/1>")
        for q in store
    ]
    own = {q.subject for q in quads if "#" in q.subject} if mark else set()
    marked = {name: f"{name[:-1]}{mark}>" for name in own}
    return [
        q._replace(subject=marked.get(q.subject, q.subject), object=marked.get(q.object, q.object))
        for q in quads
    ]
