"""Decisions as the Secretariat's Decision Tracking Tool has them: texts, structure, annotations.

Nothing is proposed and nothing is judged: verb, addressee and role stay empty until a person reviews them,
and a status is the tool's, as of the day of the import.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from iagkg.citation import canonical, parse_citations
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.files import sha256
from iagkg.problem import Problem
from iagkg.register.model import LANGUAGES, Annotation, Loaded, Paragraph, Text
from iagkg.register.tracking_forms import INDEX_NAMES, Form, Found, RawNode, find_nodes
from iagkg.register.tracking_json import read_json
from iagkg.register.tracking_nodes import (
    NODE_FIELDS,
    annotation,
    code_of,
    node_place,
    paragraph,
    report_unknown,
    texts_of,
)
from iagkg.register.tracking_place import Place, decision_of, read_code
from iagkg.register.tracking_values import Remarks, in_languages

__all__ = ["TrackingReading", "completed", "read_tracking"]

_DECISION_FIELDS = NODE_FIELDS | {"symbol", "meeting", "title"}
_SENTENCE = 2
"""Words from which a value counts as a text, and not as a code."""
_INDEX_FIELDS = frozenset(
    {"id", "_version_", "schema_s", "identifier_s", "dttCode_s", *INDEX_NAMES.values(), "url_ss", "file_ss"}
    | {"treaty_s", "body_s", "session_i", "decision_i", "symbol_s", "realm_ss", "_state_s", "meeting_ss"}
    | {"createdDate_dt", "updatedDate_dt", "submittedDate_dt", "position_i"}
)


@dataclass(frozen=True, slots=True)
class TrackingReading:
    """What was read of one file: the decision in tables, its titles by language, and what was odd.

    `left_out` counts what is not loaded (internal documents, attached files).
    """

    loaded: Loaded
    form: Form
    citation: Citation
    problems: tuple[Problem, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


def read_tracking(name: str, content: bytes, imported_on: date, source: str = "") -> TrackingReading:
    """Read the JSON of one decision in any form of the Tracking Tool.

    `name` is the name of the file, for messages and for the record of the text; `source` the address it came
    from. Raises InputError, naming file and path, for what is no JSON, has none of the forms, holds two
    decisions, or names one place twice with different content. Everything else that is odd becomes a problem.
    """
    remarks = Remarks()
    found = find_nodes(name, read_json(name, content))
    decision = _decision(name, found, remarks)
    places = _places(name, found, decision, remarks)
    paragraphs, annotations = _tables(name, found, places, remarks)
    for node in found.about:
        _about(node, remarks)
        annotations[:0] = _whole(node, remarks)
    stamped = tuple(replace(item, source=source, imported_on=imported_on.isoformat()) for item in annotations)
    languages = [language for language in LANGUAGES if any(language in item.text for item in paragraphs)]
    titles = _titles(found, remarks)
    texts = tuple(
        Text(
            language,
            title=titles.get(language, ""),
            symbol=_symbol(found, remarks),
            source=source,
            file=name,
            sha256=sha256(content),
            imported_on=imported_on.isoformat(),
        )
        for language in languages
    )
    if not texts:
        _words_elsewhere(found, remarks)
    for field_name, count in sorted(remarks.unknown.items()):
        what = f"the field is not known and was not read ({count} times)."
        remarks.note("unknown-field", remarks.first[field_name], what, field_name)
    return TrackingReading(
        Loaded(canonical(decision), tuple(paragraphs), texts, stamped),
        found.form,
        decision,
        tuple(dict.fromkeys(remarks.problems)),
        tuple(titles.items()),
        tuple(sorted((what, count) for what, count in remarks.left_out.items() if count)),
    )


def _words_elsewhere(found: Found, remarks: Remarks) -> None:
    """Warn where a file has no text in a field that is read, yet words in one that is not known."""
    counts: dict[str, int] = {}
    where: dict[str, RawNode] = {}
    for node in found.nodes:
        for key, value in node.members.items():
            words = list(value.values()) if isinstance(value, dict) else [value]
            sentence = any(isinstance(word, str) and len(word.split()) >= _SENTENCE for word in words)
            if key in remarks.unknown and sentence:
                counts[key] = counts.get(key, 0) + 1
                where.setdefault(key, node)
    for key, count in counts.items():
        what = f"words in a field that is not read ({count} times); no text was loaded."
        value = where[key].members[key]
        remarks.warn("words-not-read", where[key].where(key), what, value, "texts in the field html, or body")


def completed(loaded: Loaded) -> Loaded:
    """Return a decision of which a person says that no paragraph is left out.

    Raises InputError where it holds no text: a structure alone does not show that.
    """
    if not loaded.texts:
        raise InputError(
            f"Decision {loaded.decision}: --complete is for a decision with its texts; here is none.",
            "a tree with the text of every paragraph",
        )
    return replace(loaded, texts=tuple(replace(text, complete="yes") for text in loaded.texts))


def _decision(name: str, found: Found, remarks: Remarks) -> Citation:
    """Return the decision a file is of: by its code, its numbers or its symbol, else by its nodes' codes."""
    named: list[tuple[str, str, Citation | None]] = []
    for node in found.about:
        code = code_of(name, node)
        if code and (read := read_code(code)):
            named.append((node.where("code"), code, read[0]))
        numbers = [node.members.get(key) for key in ("treaty", "body", "session", "decision")]
        if node.names:
            numbers = [node.members.get(key) for key in ("treaty_s", "body_s", "session_i", "decision_i")]
        treaty, body, session, number = numbers
        if isinstance(body, str) and type(session) is int and type(number) is int:
            numbered = decision_of(treaty if isinstance(treaty, str) else "CBD", body, session, number)
            named.append((node.path or "top", f"{treaty}, {body} {session}/{number}", numbered))
        symbol = node.members.get("symbol_s" if node.names else "symbol")
        if isinstance(symbol, str) and not named:
            cited = parse_citations(symbol).citations
            named.append((node.where("symbol"), symbol, cited[0] if len(cited) == 1 else None))
    for node in found.nodes if not named else ():
        code = code_of(name, node)
        if code and (read := read_code(code)):
            named.append((node.where("code"), code, read[0]))
            break
    if not named:
        raise InputError(f"{name}: no code says which decision this is.", "a code such as CBD/COP/16/09")
    where, words, citation = named[0]
    if citation is None or citation.decision is None:
        raise InputError(
            f"{name}, {where}: {words!r} is no decision that can be named here.",
            "a decision of the COP, or of the parties to the protocols of Cartagena or Nagoya",
        )
    for other_where, other_words, other in named[1:]:
        if other is None or canonical(other) != canonical(citation):
            what = f"names another decision than {words}: {canonical(citation)} was kept."
            remarks.warn("decision-differs", other_where, what, other_words)
    return citation


def _places(name: str, found: Found, decision: Citation, remarks: Remarks) -> list[Place | None]:
    places: list[Place | None] = []
    for node in found.nodes:
        above = (places[node.parent] if node.parent is not None else None) or Place()
        places.append(node_place(name, node, above, decision, remarks))
    return places


def _tables(
    name: str, found: Found, places: list[Place | None], remarks: Remarks
) -> tuple[list[Paragraph], list[Annotation]]:
    preamble: list[Paragraph] = []
    placed: dict[Place, tuple[RawNode, Paragraph, Annotation]] = {}
    for node, place in zip(found.nodes, places, strict=True):
        report_unknown(node, _INDEX_FIELDS if node.names else NODE_FIELDS, remarks)
        if place is None:
            preamble += _unplaced(node, bool(placed), len(preamble), remarks)
        elif place in placed:
            _doubled(name, node, placed[place][0], remarks)
        else:
            made = annotation(node, place, code_of(name, node), remarks)
            placed[place] = (node, paragraph(node, place, remarks), made)
    rows = [placed[place] for place in sorted(placed)]
    return [*preamble, *(row[1] for row in rows)], [row[2] for row in rows]


def _unplaced(node: RawNode, late: bool, before: int, remarks: Remarks) -> list[Paragraph]:
    """Return the text of a node without a place: the preamble, where it stands before every paragraph."""
    text = texts_of(node, remarks)
    if text and not late and node.parent is None:
        return [Paragraph("preamble", number=str(before + 1), text=text)]
    words = next(iter(text.values()), "")
    if words:
        what = "neither code nor levels say where this text stands: it is not loaded."
        remarks.error("no-place", node.path, what, words, "a code such as CBD/COP/16/09/B09.01")
    elif any(node.get(key) for key in ("statuses", "actors", "type", "outcomes")):
        remarks.error("no-place", node.path, "an annotation without a place: it is not loaded.")
    return []


def _doubled(name: str, node: RawNode, earlier: RawNode, remarks: Remarks) -> None:
    own, other = (
        {key: value for key, value in one.members.items() if key not in {"_id", "id", "nodes", "elements"}}
        for one in (node, earlier)
    )
    if own != other:
        where = f"{name}, {node.where('code')}"
        raise InputError(
            f"{where}: {node.get('code')!r} has the place of {earlier.path or 'top'} already.",
            "every place once",
            "look at both in the Tracking Tool; take out the one that is not right.",
        )
    remarks.note("node-twice", node.path, f"the same as {earlier.path}: taken once.", node.get("code"))


def _about(node: RawNode, remarks: Remarks) -> None:
    known = (
        _DECISION_FIELDS if not node.names else _INDEX_FIELDS | {key for key in node.members if _title(key)}
    )
    report_unknown(node, known, remarks)


def _whole(node: RawNode, remarks: Remarks) -> list[Annotation]:
    code = node.get("code")
    made = annotation(node, Place(), code.strip() if isinstance(code, str) else "", remarks)
    return [made] if replace(made, code="") != Annotation() else []


def _symbol(found: Found, remarks: Remarks) -> str:
    for node in found.about:
        symbol = node.members.get("symbol_s" if node.names else "symbol")
        if isinstance(symbol, str):
            return " ".join(symbol.split())
        if symbol is not None:
            remarks.warn("wrong-type", node.where("symbol"), "not a text: left out.", symbol)
    return ""


def _titles(found: Found, remarks: Remarks) -> dict[str, str]:
    for node in found.about:
        value: Any = node.members.get("title")
        if node.names:
            value = {_title(key): words for key, words in node.members.items() if _title(key)}
        if value:
            return in_languages(value, node.where("title"), remarks)
    return {}


def _title(key: str) -> str:
    """Return the language of a title of the search index, `title_EN_t`; empty for any other field."""
    parts = key.split("_")
    return parts[1].lower() if len(parts) == 3 and parts[0] == "title" and parts[2] in {"t", "s"} else ""
