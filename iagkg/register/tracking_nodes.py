"""One node of the Tracking Tool: its place, its paragraph and its annotation."""

from dataclasses import replace

from iagkg.citation import canonical, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.register.model import Annotation, Paragraph
from iagkg.register.tracking_codes import (
    ACTORS,
    STATUSES,
    TYPES,
    actor,
    is_internal,
    reference_kind,
    status,
    type_code,
)
from iagkg.register.tracking_forms import RawNode
from iagkg.register.tracking_json import at
from iagkg.register.tracking_place import LEVELS, Place, field_levels, read_code
from iagkg.register.tracking_values import Remarks, coded, day, in_languages, one_text, strings

__all__ = ["NODE_FIELDS", "annotation", "code_of", "node_place", "paragraph", "report_unknown"]

NODE_FIELDS = frozenset(
    {"_id", "decisionId", "parentId", "code", *LEVELS, "html", "body", "nodes", "elements", "type"}
    | {"statuses", "statusInfo", "actors", "actorsInfo", "subjects", "gbfTargets", "gbfGoals", "aichiTargets"}
    | {"decisions", "documents", "meetings", "notifications", "outcomes", "notes", "files"}
    | {"elementTimeline", "elementTimelineDate", "elementStatusDetails", "treaty", "session", "decision"}
)
"""The fields of a node that are read, or known to say nothing of its content."""


def code_of(name: str, node: RawNode) -> str:
    """Return the code of a node, empty where it has none. Raises InputError where it is no text."""
    code = node.get("code")
    if code is None:
        return ""
    if not isinstance(code, str):
        raise InputError(f"{name}, {node.where('code')}: {code!r}.", "a code such as CBD/COP/16/09/B09.01")
    return code.strip()


def node_place(name: str, node: RawNode, above: Place, decision: Citation, remarks: Remarks) -> Place | None:
    """Return where a node stands: by its code, else by its levels and the node above it; None if nowhere.

    A node below an annex stands in the annex. Raises InputError where the code names another decision.
    """
    code, where = code_of(name, node), node.where("code")
    levels, faulty = field_levels(node.members)
    for level in faulty:
        remarks.warn("level", at(node.path, level), f"not a {level}: not read.", node.members[level])
    by_code: Place | None = None
    if code:
        read = read_code(code)
        if read is None:
            remarks.warn("code", where, "not a code of the tool.", code, "CBD/COP/16/09/B09.01")
        elif read[0] is None or canonical(read[0]) != canonical(decision):
            raise InputError(
                f"{name}, {where}: {code!r} is of another decision than {canonical(decision)}.",
                "one decision in a file",
            )
        elif read[1] is None:
            remarks.warn("code", where, "the place in this code is not understood.", code)
        else:
            by_code = read[1] if read[1].kind else None
    place = by_code or _by_levels(levels, above)
    if place is None:
        return None
    if above.annex and not place.annex:
        place = replace(place, annex=above.annex)
    if by_code:
        _compare(by_code, levels, node, remarks)
    if not place.whole:
        remarks.error("place", node.path, "an item or subitem without what holds it: left out.", levels)
        return None
    return place


def _by_levels(levels: dict[str, int | str], above: Place) -> Place | None:
    if not levels:
        return None
    outermost = min(LEVELS.index(level) for level in levels)
    inherited = {level: getattr(above, level) for level in LEVELS[:outermost]}
    return Place(**(inherited | levels))


def _compare(by_code: Place, levels: dict[str, int | str], node: RawNode, remarks: Remarks) -> None:
    for level, value in levels.items():
        own = getattr(by_code, level)
        if own != value and not (level == "annex" and not own):
            found = f"{level} {value}, code {node.get('code')}"
            remarks.warn("place-differs", at(node.path, level), "the code says another place: kept.", found)


def paragraph(node: RawNode, place: Place, remarks: Remarks) -> Paragraph:
    """Return the paragraph of a node with its texts by language."""
    return Paragraph(place.kind, **place.fields(), text=texts_of(node, remarks))


def texts_of(node: RawNode, remarks: Remarks) -> dict[str, str]:
    """Return the texts of a node; some versions of the tool call them `body`."""
    name = "html" if node.get("html") is not None or not isinstance(node.get("body"), dict) else "body"
    return in_languages(node.get(name), node.where(name), remarks)


def annotation(node: RawNode, place: Place, code: str, remarks: Remarks) -> Annotation:
    """Return how the tool annotates a node; `imported_on` and `source` are left to the caller."""
    return Annotation(
        **place.fields(),
        code=code,
        type=coded(node, "type", type_code, TYPES, remarks),
        statuses=coded(node, "statuses", status, STATUSES, remarks),
        status_info=_status_info(node, remarks),
        actors=coded(node, "actors", actor, ACTORS, remarks),
        actors_info=one_text(node.get("actorsInfo"), node.where("actorsInfo"), remarks),
        subjects="|".join(strings(node, "subjects", remarks)),
        targets=_terms(node, "gbfTargets", "GBF-TARGET-", remarks),
        goals=_terms(node, "gbfGoals", "GBF-GOAL-", remarks),
        aichi_targets="|".join(strings(node, "aichiTargets", remarks)),
        decisions="|".join(dict.fromkeys(map(_citation, strings(node, "decisions", remarks)))),
        meetings="|".join(_shaped(node, "meetings", "meeting", remarks)),
        notifications="|".join(_shaped(node, "notifications", "notification", remarks)),
        documents="|".join(_public(node, "documents", remarks)),
        outcomes="|".join(_public(node, "outcomes", remarks)),
        due=day(node.get("elementTimelineDate"), node.where("elementTimelineDate"), remarks),
        notes=_notes(node, remarks),
    )


def _status_info(node: RawNode, remarks: Remarks) -> str:
    name = "elementStatusDetails" if node.get("statusInfo") is None else "statusInfo"  # the older name
    return one_text(node.get(name), node.where(name), remarks)


def _terms(node: RawNode, name: str, prefix: str, remarks: Remarks) -> str:
    """Return the terms of a field, without the broader terms that the search index adds."""
    found = []
    for words in strings(node, name, remarks):
        if words.upper().startswith(prefix):
            found.append(words.upper())
        elif node.names:
            remarks.note("broader-term", node.where(name), f"not a {prefix} term: left out.", words)
        else:
            remarks.warn("unknown-code", node.where(name), "not a known code: kept.", words, prefix)
            found.append(words)
    return "|".join(found)


def _citation(code: str) -> str:
    found = parse_citations(code).citations
    return canonical(found[0]) if len(found) == 1 and found[0].decision else code


def _shaped(node: RawNode, name: str, kind: str, remarks: Remarks) -> list[str]:
    found = strings(node, name, remarks)
    for words in found:
        if reference_kind(words) != kind:
            remarks.note("shape", node.where(name), f"has not the shape of a {kind}: kept.", words)
    return found


def _public(node: RawNode, name: str, remarks: Remarks) -> list[str]:
    found = strings(node, name, remarks)
    public = [words for words in found if not is_internal(words)]
    remarks.left_out["internal documents"] += len(found) - len(public)
    return public


def _notes(node: RawNode, remarks: Remarks) -> str:
    notes = one_text(node.get("notes"), node.where("notes"), remarks)
    timeline = one_text(node.get("elementTimeline"), node.where("elementTimeline"), remarks)
    return "; ".join(words for words in (notes, f"Timeline: {timeline}" if timeline else "") if words)


def report_unknown(node: RawNode, known: frozenset[str], remarks: Remarks) -> None:
    """Count the fields of a node that are not known, and the files that are attached to it."""
    for key in node.members:
        if key not in known:
            remarks.not_known(node.path, key)
    files = node.members.get("files")
    if isinstance(files, list):
        remarks.left_out["attached files"] += len(files)
