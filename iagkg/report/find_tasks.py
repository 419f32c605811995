"""What is known of a task, asked for by its reference, and of a target or goal of the framework."""

import re
from collections.abc import Iterator

from iagkg.names import goal_iri, target_iri
from iagkg.report.corrections import Held, held, shown
from iagkg.report.coverage_part import cited_as
from iagkg.report.find_model import Card, Fact
from iagkg.report.find_places import Ask, Row, fact
from iagkg.wording import say

__all__ = ["phrases_of", "short_form", "target_cards", "target_named", "task_cards", "task_named"]

_TASK = re.compile(r"\s*ws\s?([0-9]{1,4})[\s.,]{0,2}t\s?([0-9]{1,4})(?:\s?/\s?([0-9a-z.()]{1,30}))?\s*", re.I)
_GOAL = re.compile(r"\s*(?:gbf-goal-|(?:kmgbf\s|gbf\s)?(?:goal|objectif|objetivo)\s)([a-d])\s*", re.I)
_TARGET = re.compile(
    r"\s*(?:gbf-target-|(?:kmgbf\s|gbf\s)?(?:(?:target|cible|meta)\s|t))0?([0-9]{1,2})\s*", re.I
)
_SHORT = re.compile(r"\s*t0?([0-9]{1,2})\s*", re.I)


def task_named(words: str) -> str | None:
    """Return the reference of the task that words name (`ws1 t2/2.2(A)` is WS1.T2/2.2(a)), None without."""
    match = _TASK.fullmatch(words)
    if match is None or "0" in (match[1][0], match[2][0]):
        return None
    item = f"/{match[3].lower()}" if match[3] else ""
    return f"WS{match[1]}.T{match[2]}{item}"


def target_named(words: str) -> str | None:
    """Return the address of the one target or goal that words name, None where they name none."""
    if match := _GOAL.fullmatch(words):
        return goal_iri(match[1])
    match = _TARGET.fullmatch(words)
    return target_iri(match[1]) if match and 1 <= int(match[1]) <= 23 else None


def short_form(words: str, ask: Ask) -> list[str]:
    """Return the tasks that a short form of a target may mean as well: T2 is Target 2, and WS1.T2."""
    match = _SHORT.fullmatch(words)
    wanted = f".T{int(match[1])}" if match else ""
    refs = (row["ref"] for row in ask("task-facts")) if match else ()
    return list(dict.fromkeys(ref for ref in refs if ref.endswith(wanted)))


def phrases_of(address: str) -> list[str]:
    """Return how texts name a target or goal: its number after the word for it, in three languages."""
    number = address.rpartition("_")[2]
    words = ("target", "cible", "meta") if number.isdigit() else ("goal", "objectif", "objetivo")
    return [f'"{word} {number}"' for word in words]


def task_cards(ref: str, ask: Ask, lang: str) -> list[Card]:
    """Return a card for each task or sub-item with a reference: one in each current workplan that has it."""
    rows = ask("task-facts", task=ref)
    asked = [row for row in rows if row["ref"] == ref]
    if not asked:
        near = [row["ref"] for row in ask("task-facts") if row["ref"].startswith(ref.partition(".")[0] + ".")]
        note = fact("register", say("find.task-not-known", lang, ref=ref), lang)
        alike = (fact("alike", other, lang) for other in near)
        return [Card("task", ref, "", (note, *alike), known=False)]
    cited = ask("tasks-by-paragraph")
    targets = ask("targets-named")
    right = held(ask("corrections"))
    cards = []
    for row in asked:
        address = row["task_address"]
        below = [other for other in rows if other["task_address"].startswith(f"{address}/")]
        cards.append(Card("task", ref, address, tuple(_of_task(row, below, cited, targets, right, lang))))
    return cards


def _of_task(  # noqa: PLR0913, PLR0917  # the rows that a card is made of
    row: Row, below: list[Row], cited: list[Row], targets: list[Row], right: Held, lang: str
) -> Iterator[Fact]:
    for name, words in (
        ("short-title", row["short_title"]),
        ("task", shown(right, row["ref"], "title", row["text"], lang)),
    ):
        if words:
            yield fact(name, words, lang)
    for other in below:
        yield fact("item", f"{other['ref']} {other['text']}".rstrip(), lang, address=other["task_address"])
    of_task = row["of_task"]
    if of_task:
        yield fact("of-task", of_task, lang)
    for name in ("period", "mandate", "responsible", "output"):
        if words := shown(right, row["ref"], name, row[name], lang):
            yield fact(name, words, lang)
    own = [other for other in cited if other["ref"] == (of_task or row["ref"])]
    for other in own:
        if row["task_address"] == other["task"] or row["task_address"].startswith(f"{other['task']}/"):
            printed = cited_as(other, lang)
            name = "mandate-through-row" if of_task else "rests-on"
            yield fact(name, f"{other['paragraph']} - {printed}", lang, address=other["provision"])
    for target in targets:
        if target["ref"] == row["ref"]:
            yield fact("target-named", f"{target['target_label']} {target['target_title']}".rstrip(), lang)
    for name in ("workstream", "workplan_title"):
        if row[name]:
            yield fact(name.removesuffix("_title"), row[name], lang)
    yield fact("row", row["row"], lang)


def target_cards(address: str, ask: Ask, lang: str) -> list[Card]:
    """Return the card of a target or goal: its titles, and the tasks that name it in their row."""
    texts = [row for row in ask("texts-to-search") if row["thing"] == address]
    if not texts:
        return []
    texts.sort(key=lambda row: (row["text_language"] != lang, row["text_language"] != "en"))
    facts = [fact("title", row["words"], lang, row["text_language"]) for row in texts]
    facts += [
        fact(
            "named-by",
            f"{row['ref']} {row['short_title']}".rstrip(),
            lang,
            address=row["task"],
        )
        for row in ask("targets-named")
        if row["target"] == address
    ]
    if facts[-1].name == "title":
        facts.append(fact("named-by", say("find.cited-by-none", lang), lang))
    facts.append(fact("page", address, lang, address=address))
    return [Card(texts[0]["kind"], texts[0]["reference"], address, tuple(facts))]
