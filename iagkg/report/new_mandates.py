"""What a session's decisions may mean for the group: paragraphs to look at, read from loaded texts.

Listed are the paragraphs that ask or consult the group as a person has read them, those whose text names it,
and those that recall a decision which the current workplan cites. Whether one is a mandate, people decide.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from iagkg.citation.bodies import body_forms, official
from iagkg.errors import UsageError
from iagkg.files import read_table, shipped
from iagkg.names import ID
from iagkg.queries import named, run
from iagkg.register.group_names import mentions
from iagkg.report.find_model import Card, Fact
from iagkg.report.find_places import Ask, Row, fact
from iagkg.report.find_search import reference
from iagkg.store.base import Store
from iagkg.store.terms import lexical
from iagkg.wording import say

__all__ = ["NewMandates", "NewParagraph", "new_mandates"]

_ON_THE_GROUP = {"establishes", "extends", "mandates"}
"""The verbs, by their English labels, with which a decision sets up a group or carries it on."""


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A paragraph to look at: its text in one language, what is known of it, and why it is listed.

    `role` is a code, "" where the text was not reviewed for the group; `tasks` rest on what it recalls,
    `decision_tasks` cite anything of the decisions it recalls.
    """

    paragraph: str
    text: str
    lang: str
    verb: str
    directed_to: str
    role: str
    why: tuple[str, ...]
    recalls: tuple[str, ...]
    tasks: tuple[str, ...]
    decision_tasks: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class NewMandates:
    """The screen: lines above, the paragraphs, what decisions do to the group, lines below.

    `to_enter` are those of the paragraphs, and their verbs, that may set up or extend the group, of which the
    table group_decisions.tsv says nothing yet.
    """

    head: tuple[str, ...]
    paragraphs: tuple[NewParagraph, ...]
    group: tuple[Card, ...]
    foot: tuple[str, ...]
    to_enter: tuple[str, ...] = ()


def new_mandates(
    store: Store, session: int, body: str = "COP", group: str = "iag-tsc", lang: str = "en"
) -> NewMandates:
    """Return what the loaded decisions of a session hold for a group, and who decided what on the group.

    Raises UsageError for a body that is none of the Convention's, or a session that cannot be.
    """
    forms = [form for form in body_forms(body.upper()) if form.scheme == "cbd"]
    if not forms or session < 1:
        raise UsageError(
            f"{body} {session}: no session of a body.", "a body such as COP, a session such as 17"
        )
    form = forms[-1]
    kind = "recommendation" if form.kind == "recommendation" else "decision"
    address = f"{ID}{kind}/cbd/{form.segment}/{session}"

    def ask(name: str, **values: str) -> list[Row]:
        query = named(name)
        given = {"lang": lang} | values
        table = run(store, query, {key: value for key, value in given.items() if query.parameter(key)})
        return [dict(zip(table.columns, map(lexical, row), strict=True)) for row in table.rows]

    places = {row["provision"]: row for row in ask("place-facts")}
    texts = [
        row
        for row in ask("texts-to-search")
        if row["thing"].startswith(f"{address}/") and row["found_in"] == "text"
    ]
    paragraphs = tuple(_paragraphs(texts, places, ask("new-recalls", session=address), group, lang))
    notes = (
        _loaded(texts, places, address, lang)
        if texts
        else _not_loaded(ask, form.body, form.segment, session, lang)
    )
    if texts and not paragraphs:
        count = len({row["thing"] for row in texts})
        notes.append(say("new.nothing", lang, count=count))
    if texts and not _has_names(group):
        notes.append(say("new.no-names", lang, group=group))
    decided = tuple(_group(ask, group, lang))
    verbs = {row["provision"]: row["verb"] for row in ask("place-facts", lang="en")}
    naming = {row["thing"] for row in texts if mentions(row["words"], group)}
    entered = {card.address for card in decided}
    standing = [
        say("standing.recorded" if plan["adoption"] == "recorded" else "standing.draft", lang)
        for plan in ask("workplan-summary")
    ]
    head = [say("new.head", lang, body=form.body, session=session)] if texts else []
    return NewMandates(
        head=(*dict.fromkeys(standing), *head, *notes),
        paragraphs=paragraphs,
        group=decided,
        foot=(
            *(() if decided else (say("new.group-none", lang, group=group),)),
            say("disclaimer", lang),
        ),
        to_enter=tuple(
            f"{paragraph.paragraph}: {paragraph.verb}"
            for paragraph in paragraphs
            if paragraph.address in naming - entered
            and _ON_THE_GROUP & set(verbs.get(paragraph.address, "").split("; "))
        ),
    )


def _has_names(group: str) -> bool:
    rows = read_table(shipped("data", "register", "group_names.tsv"), ("group",))
    return any(row["group"] == group for row in rows)


def _not_loaded(ask: Ask, body: str, segment: str, session: int, lang: str) -> list[str]:
    """Say that nothing of the session is loaded, and how to load a decision."""
    rows = [row for row in ask("new-sessions") if row["body_segment"] == segment]
    last = max((int(row["session_number"]) for row in rows), default=0)
    if not last:
        words = say("new.none-known", lang, body=body)
    elif session > last:
        words = say("new.after", lang, body=body, session=last)
    else:
        words = say("new.of", lang, body=body, session=session)
    return [words, say("new.how", lang, decision=official(body, session, "1", segment))]


def _loaded(texts: list[Row], places: dict[str, Row], address: str, lang: str) -> list[str]:
    """Say which decisions of the session are loaded, and which are known without their text."""
    loaded = {text["thing"].removeprefix(f"{address}/").partition("/")[0] for text in texts}
    lists: dict[bool, list[str]] = {True: [], False: []}
    for row in places.values():
        if row["kind"] == "decision" and row["provision"].startswith(f"{address}/"):
            known = say(f"completeness.{row['completeness']}", lang)
            lists[row["provision"].rpartition("/")[2] in loaded].append(f"{row['paragraph']} ({known})")
    return [
        say(key, lang, decisions="; ".join(lists[is_loaded]))
        for key, is_loaded in (("new.loaded", True), ("new.others", False))
        if lists[is_loaded]
    ]


def _paragraphs(
    texts: list[Row], places: dict[str, Row], recalled: list[Row], group: str, lang: str
) -> Iterator[NewParagraph]:
    by_thing: dict[str, list[Row]] = defaultdict(list)
    for row in texts:
        by_thing[row["thing"]].append(row)
    recalls: dict[str, list[Row]] = defaultdict(list)
    for row in recalled:
        recalls[row["thing"]].append(row)
    for thing, own in by_thing.items():
        facts = places.get(thing, {})
        why = tuple(_why(own, facts.get("role", ""), recalls[thing], group, lang))
        if why:
            shown = min(own, key=lambda row: (row["text_language"] != lang, row["text_language"] != "en"))
            yield NewParagraph(
                paragraph=reference(shown, lang),
                text=shown["words"],
                lang=shown["text_language"],
                verb=facts.get("verb", ""),
                directed_to=facts.get("directed_to", ""),
                role=facts.get("role", ""),
                why=why,
                recalls=tuple(row["recalls"] for row in recalls[thing]),
                tasks=_refs(recalls[thing], "tasks"),
                decision_tasks=_refs(recalls[thing], "decision_tasks"),
                address=thing,
            )


def _why(texts: list[Row], role: str, recalls: list[Row], group: str, lang: str) -> Iterator[str]:
    if role in {"asked", "consulted"}:
        yield say(f"new.why.{role}", lang)
    found = [mention for row in texts for mention in mentions(row["words"], group)]
    for key, certain in (("new.why.names", True), ("new.why.may-name", False)):
        if words := dict.fromkeys(mention.words for mention in found if mention.certain is certain):
            yield say(key, lang, words=", ".join(words))
    if any(row["decision_tasks"] for row in recalls):
        yield say("new.why.recalls", lang)


def _refs(rows: list[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for row in rows for ref in row[column].split("; ") if ref))


def _group(ask: Ask, group: str, lang: str) -> Iterator[Card]:
    """Yield what decisions do to the group: what, until when, what is replaced, with text and source."""
    replaced: dict[str, list[Row]] = defaultdict(list)
    for row in ask("new-replaced"):
        if row["group_key"] == group:
            replaced[row["provision"]].append(row)
    for row in ask("group-decisions"):
        if row["group_key"] == group:
            texts = ask("texts-to-search", place=row["provision"])
            facts = tuple(_decided(row, texts, replaced[row["provision"]], lang))
            yield Card("decision", row["paragraph"], row["provision"], facts)


def _decided(row: Row, texts: list[Row], replaced: list[Row], lang: str) -> Iterator[Fact]:
    yield fact("event", say(f"group-event.{row['group_event']}", lang), lang)
    yield fact("until", row["until"] or say("new.until-not-stated", lang), lang)
    for other in replaced:
        yield fact("replaces", other["replaces"], lang, address=other["replaced"])
    own = [text for text in texts if text["found_in"] == "text"]
    for text in sorted(own, key=lambda text: (text["text_language"] != lang, text["text_language"] != "en"))[
        :1
    ]:
        yield fact("text", text["words"], lang, text["text_language"])
    if row["description"]:
        yield fact("description", row["description"], lang)
    yield fact("source", row["source"], lang, address=row["source"])
