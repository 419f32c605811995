"""The workbook of a workplan, made from a built dataset and the tables that people keep beside it."""

import datetime as dt
from collections.abc import Mapping

from iagkg.build import Built, standing_words
from iagkg.export.workbook_corrections import added_rows, correction_rows
from iagkg.export.workbook_decisions import decision_rows
from iagkg.export.workbook_log import log_rows
from iagkg.export.workbook_model import Book, BookRow, Cell
from iagkg.export.workbook_tasks import answer, concept_words, task_rows
from iagkg.graph.tables import Tables
from iagkg.keys import read_keys
from iagkg.names import ID
from iagkg.progress.corrections import FIELDS
from iagkg.progress.event import STATUSES
from iagkg.progress.followup import ACTIONS
from iagkg.progress.milestones import read_milestones
from iagkg.progress.task_keys import keys_by_ref
from iagkg.store.base import Store
from iagkg.vocabulary.model import Vocabulary
from iagkg.vocabulary.tags import Tag, read_tags, tags_of
from iagkg.vocabulary.terms import read_vocabulary
from iagkg.wording import say

__all__ = ["FORM", "book_of", "keys_of_tasks", "tags_of_version"]

FORM = "1"
"""The form of the workbook: a file of a later one is not read."""


def keys_of_tasks(built: Built, tables: Tables) -> dict[str, str]:
    """Return the key of each task of a workplan by its reference."""
    refs = [task.ref for stream in built.workplan.workstreams for task in stream.tasks]
    return keys_by_ref(tables.path("keys.tsv"), built.standing.key, built.standing.version, refs)


def tags_of_version(built: Built, tables: Tables) -> list[Tag]:
    """Return the tags of the tasks of a workplan."""
    keys = read_keys(tables.path("keys.tsv"))
    return tags_of(read_tags(tables.path("tags.tsv")), keys, built.standing.key, built.standing.version)


def book_of(built: Built, store: Store, tables: Tables, as_of: dt.date | None, lang: str) -> Book:
    """Return the workbook; with `as_of` later reports do not count, without it all do."""
    version = f"{built.standing.key}/{built.standing.version}"
    values = {"workplan": version} | ({"as_of": as_of.isoformat()} if as_of else {})
    vocabulary = read_vocabulary(tables.path)
    keys = keys_of_tasks(built, tables)
    tasks = task_rows(store, built.workplan, keys, tags_of_version(built, tables), vocabulary, values, lang)
    decisions = decision_rows(store, values, _followed(store, values, lang), lang)
    summary = answer(store, "workplan-summary", {"workplan": version})[0]
    facts = {
        "title": str(summary["title"]),
        "standing": standing_words(built.standing, lang),
        "as_of": as_of.isoformat() if as_of else "",
        "version": version,
        "file": str(summary["file"]),
        "checksum": str(summary["checksum"]),
        "form": FORM,
        "lang": lang,
    }
    rows: Mapping[str, tuple[BookRow, ...]] = {
        "tasks": (*tasks, *added_rows(store, values, lang)),
        "decisions": decisions,
        "corrections": correction_rows(store, values, lang),
        "log": log_rows(store, values, lang),
    }
    open_all = all(row.cells["for_group"] != say("book.for-group-yes", lang) for row in decisions)
    readable = (say("book.how-all-shown", lang),) if open_all else ()
    return Book(facts, rows, _lists(built, tables, vocabulary, lang), lang, readable)


def _lists(built: Built, tables: Tables, vocabulary: Vocabulary, lang: str) -> dict[str, tuple[str, ...]]:
    streams = enumerate(built.workplan.workstreams, start=1)
    terms = {
        domain: [term for term in vocabulary.of_domain(domain) if term.status != "withdrawn"]
        for domain in ("CBD-SUBJECTS", "GBF-TARGETS")
    }
    return {
        "statuses": tuple(say(f"task-status.{code}", lang) for code in STATUSES),
        "actions": tuple(say(f"follow-up.{code}", lang) for code in ACTIONS),
        "fields": tuple(say(f"corrected-field.{name}", lang) for name in FIELDS),
        "streams": tuple(f"WS{number} {stream.title or ''}".strip() for number, stream in streams),
        "meetings": tuple(
            one.name for one in read_milestones(tables.path("milestones.tsv")) if one.kind == "meeting"
        ),
        "subjects": tuple(concept_words(term.identifier, vocabulary, lang) for term in terms["CBD-SUBJECTS"]),
        "targets": tuple(concept_words(term.identifier, vocabulary, lang) for term in terms["GBF-TARGETS"]),
    }


def _followed(store: Store, values: Mapping[str, str], lang: str) -> dict[str, dict[str, Cell]]:
    """Return what people said to do with a paragraph, by its key; the latest of what counts."""
    given = {name: value for name, value in values.items() if name == "as_of"}
    return {
        row["provision"].value.removeprefix(f"{ID}decision/"): {
            "to_do": say(f"follow-up.{row['follow_up']}", lang),
            "who": row["said_by"],
            "date": row["status_date"],
        }
        for row in answer(store, "paragraphs-followed-up", given)
    }
