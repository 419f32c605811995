"""The forms in which the Tracking Tool gives a decision, told by their shape, as one list of nodes.

A tree (`nodes` or, older, `elements`, nested); a list of nodes, flat by `parentId` or by code; documents of
the search index (`schema_s: decision-text`), bare or in `response.docs`; one node.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from iagkg.errors import InputError
from iagkg.register.tracking_json import at
from iagkg.register.tracking_place import LEVELS, read_code

__all__ = ["Form", "Found", "RawNode", "find_nodes"]

Form = Literal["tree", "nodes", "index", "node"]

INDEX_NAMES = {
    "code": "dttParagraphCode_s",
    "type": "dttType_ss",
    "statuses": "dttStatus_ss",
    "actors": "dttActor_ss",
    "subjects": "dttSubject_ss",
    "gbfTargets": "dttGbfTarget_ss",
    "gbfGoals": "dttGbfGoal_ss",
    "aichiTargets": "dttAichiTarget_ss",
}
"""How the search index names the fields of a node."""
_DECISION_KEYS = ("symbol", "session", "title", "meeting", "treaty")


@dataclass(frozen=True, slots=True)
class RawNode:
    """One node as it stands in the file: its path, its members, and which node of the list it stands below.

    `names` gives the name of a field where the form has another one than the tree.
    """

    path: str
    members: Mapping[str, Any]
    parent: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """Return the value of a field by its name in a tree; None where there is none."""
        return self.members.get(self.names.get(name, name))

    def where(self, name: str) -> str:
        """Return the path of a field in the file."""
        return at(self.path, self.names.get(name, name))


@dataclass(frozen=True, slots=True)
class Found:
    """The form of a file, what it says of the decision itself, and its nodes, parents before children."""

    form: Form
    about: tuple[RawNode, ...]
    nodes: tuple[RawNode, ...]


def find_nodes(name: str, value: Any) -> Found:
    """Return the nodes of a file in the order of the file.

    Raises InputError, naming file and path, for a value that has none of the forms, for members of another
    type than they must have, two decisions in one file, an identifier used twice, a circle of parents.
    """
    if isinstance(value, dict):
        response = value.get("response")
        documents = response.get("docs") if isinstance(response, dict) else value.get("docs")
        if isinstance(documents, list):
            return _from_index(name, documents, "response.docs" if isinstance(response, dict) else "docs")
        if "schema_s" in value:
            return _from_index(name, [value], None)
        if _is_node(value):
            return Found("node", (), tuple(_nested(name, [value], [""])))
        if any(key in value for key in ("nodes", "elements", *_DECISION_KEYS)):
            return _tree(name, value, "")
    if isinstance(value, list) and value:
        return _from_list(name, value)
    raise InputError(
        f"{name}: no decision of the Tracking Tool.",
        "a tree, a list of elements, documents of the search index, or one element of a decision",
    )


def _is_node(value: Mapping[str, Any]) -> bool:
    """Tell a node from a decision: it belongs to a decision, has a level, or its code names a place."""
    code = value.get("code")
    read = read_code(code) if isinstance(code, str) else None
    placed = read is not None and (read[1] is None or bool(read[1].kind))
    return placed or "decisionId" in value or "parentId" in value or any(key in value for key in LEVELS)


def _tree(name: str, value: Mapping[str, Any], path: str) -> Found:
    children, paths = _children(name, value, path)
    return Found("tree", (RawNode(path, value),), tuple(_nested(name, children, paths)))


def _children(name: str, value: Mapping[str, Any], path: str) -> tuple[list[Any], list[str]]:
    children: list[Any] = []
    paths: list[str] = []
    for key in ("nodes", "elements"):
        below = value.get(key)
        if below is None:
            continue
        if not isinstance(below, list):
            raise InputError(f"{name}, {at(path, key)}: {_kind(below)}.", "a list")
        children += below
        paths += [at(at(path, key), number) for number in range(len(below))]
    return children, paths


def _nested(name: str, values: list[Any], paths: list[str]) -> list[RawNode]:
    """Return nodes and all that stand below them; the depth is bounded by that of the JSON."""
    found: list[RawNode] = []

    def add(value: Any, path: str, parent: int | None) -> None:
        if not isinstance(value, dict):
            raise InputError(
                f"{name}, {path}: {_kind(value)}.", "a node: an object with a code or its levels"
            )
        found.append(RawNode(path, value, parent))
        mine = len(found) - 1
        for child, where in zip(*_children(name, value, path), strict=True):
            add(child, where, mine)

    for value, path in zip(values, paths, strict=True):
        add(value, path, None)
    return found


def _from_list(name: str, values: list[Any]) -> Found:
    for number, value in enumerate(values):
        if not isinstance(value, dict):
            raise InputError(f"{name}, [{number}]: {_kind(value)}.", "an object with a code or its levels")
    if any("schema_s" in value for value in values):
        return _from_index(name, values, "")
    roots = [number for number, value in enumerate(values) if not _is_node(value) and _is_decision(value)]
    if len(roots) > 1:
        raise InputError(
            f"{name}, [{roots[1]}]: a second decision, beside that of [{roots[0]}].", "one decision in a file"
        )
    if roots and len(values) == 1:
        return _tree(name, values[0], "[0]")
    about = tuple(RawNode(f"[{number}]", values[number]) for number in roots)
    found: list[RawNode] = []
    for number, value in enumerate(values):
        where = f"[{number}]"
        below = _tree(name, value, where).nodes if number in roots else _nested(name, [value], [where])
        before = len(found)
        found += [replace(node, parent=_shifted(node.parent, before)) for node in below]
    return Found("nodes", about, _linked(name, found))


def _shifted(parent: int | None, by: int) -> int | None:
    return None if parent is None else parent + by


def _is_decision(value: Mapping[str, Any]) -> bool:
    return any(key in value for key in _DECISION_KEYS) or "nodes" in value


def _linked(name: str, nodes: list[RawNode]) -> tuple[RawNode, ...]:
    """Return the nodes of a flat list with the parents that `parentId` names, parents first."""
    numbers: dict[str, int] = {}
    for number, node in enumerate(nodes):
        own = node.members.get("_id")
        if isinstance(own, str) and own:
            if own in numbers:
                earlier = nodes[numbers[own]].path
                raise InputError(f"{name}, {node.path}._id: {own!r} stands at {earlier} already.", "it once")
            numbers[own] = number
    parents = [
        node.parent if node.parent is not None else numbers.get(_text(node.members.get("parentId")))
        for node in nodes
    ]
    order: dict[int, int] = {}
    for number in range(len(nodes)):
        chain: dict[int, None] = {}
        here: int | None = number
        while here is not None and here not in order:
            if here in chain:
                raise InputError(f"{name}, {nodes[here].path}.parentId: a circle.", "a parent further up")
            chain[here] = None
            here = parents[here]
        for one in reversed(chain):
            order[one] = len(order)
    return tuple(
        RawNode(nodes[number].path, nodes[number].members, None if parent is None else order[parent])
        for number in order
        for parent in (parents[number],)
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _from_index(name: str, documents: list[Any], path: str | None) -> Found:
    about: dict[str, RawNode] = {}
    nodes = []
    for number, document in enumerate(documents):
        where = "" if path is None else at(path, number)
        if not isinstance(document, dict):
            raise InputError(f"{name}, {where}: {_kind(document)}.", "a document of the search index")
        schema, code = document.get("schema_s"), document.get("dttParagraphCode_s")
        names = INDEX_NAMES if code else {**INDEX_NAMES, "code": "dttCode_s"}
        if schema not in ("decision", "decision-text"):  # a tuple: the value may be of any type
            raise InputError(f"{name}, {at(where, 'schema_s')}: {schema!r}.", "decision-text or decision")
        if schema == "decision" or (not code and _whole(document.get("dttCode_s"))):
            if schema in about:
                raise InputError(f"{name}, {where}: a second decision.", "documents of one decision")
            about[schema] = RawNode(where, document, None, names)
        else:
            nodes.append(RawNode(where, document, None, names))
    if not nodes and not about:
        raise InputError(f"{name}: no document.", "documents of the search index", "ask it with other words.")
    return Found("index", tuple(about.values()), tuple(nodes))


def _whole(code: Any) -> bool:
    read = read_code(code) if isinstance(code, str) else None
    return read is not None and read[1] is not None and not read[1].kind


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
