"""`iagkg find`: a task, a paragraph, a target, or words in their texts."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from iagkg.cli.options import DatasetOption, Lang, LangOption, WorkspaceOption
from iagkg.cli.output import TableForm, print_result, remark

__all__ = ["run"]


class Scope(StrEnum):
    """Where words are looked for."""

    tasks = "tasks"
    paragraphs = "paragraphs"
    all = "all"


def run(
    words: Annotated[
        list[str],
        typer.Argument(help="A citation in any spelling, a task such as WS3.T2, a target, or free words."),
    ],
    scope: Annotated[Scope, typer.Option("--in", help="Where free words are looked for.")] = Scope.all,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many hits are shown.")] = 20,
    dataset: DatasetOption = None,
    form: Annotated[
        TableForm, typer.Option("--format", help="How to print what is found.")
    ] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Find the paragraph of a citation, a task, a target, or the texts in which words stand.

    All words must occur; words in "quotation marks" stay together; capitals and accents do not matter.
    Texts are searched in every language that is loaded.

    Example: iagkg find 16/9 B 9 (c)
    """
    from iagkg.errors import UsageError
    from iagkg.report.find import find
    from iagkg.report.find_text import as_table, print_found, to_text
    from iagkg.report.find_words import searchable
    from iagkg.store.dataset import open_dataset

    if not searchable(" ".join(words)):
        raise UsageError(
            "There is no word to search for.", "a citation, a task, or a word of two letters or more"
        )
    opened = open_dataset(dataset, None, workspace)
    remark(opened.remark)
    found = find(opened.store, " ".join(words), lang, scope.value, limit)
    chosen = TableForm.json if as_json else form
    if chosen is not TableForm.table:
        for note in found.notes:
            remark(note)
        print_result(as_table(found, lang), chosen, lang)
    elif sys.stdout.isatty():
        print_found(found, sys.stdout, lang)
    else:
        sys.stdout.write(to_text(found, lang))
