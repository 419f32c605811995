"""`iagkg status`: what is reported of tasks, by whom, and as of which day."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iagkg.cli.options import (
    ColumnsOption,
    DatasetOption,
    FormOption,
    JsonOption,
    Lang,
    LangOption,
    SheetOption,
    SourceArgument,
    WorkspaceOption,
    help_given,
)
from iagkg.cli.output import TableForm, print_result, remark

if TYPE_CHECKING:
    from iagkg.cli.status_inputs import Inputs
    from iagkg.progress.event import StatusEvent

__all__ = ["app"]

app = typer.Typer(
    help="What is reported of tasks: set a status, list statuses, show what was reported, take it back.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SourceOption = Annotated[
    Path | None, typer.Option("--source", help="A workplan document.", show_default="the workspace's own")
]
TaskArgument = Annotated[str, typer.Argument(help="The reference of a task, such as WS1.T2.")]
PeopleOption = Annotated[
    bool, typer.Option("--with-people", help="Show the names that data/people.csv keeps for roles.")
]


def _words(option: str, help_words: str) -> typer.models.OptionInfo:
    found = typer.Option(option, help=help_words, show_default=False)
    assert isinstance(found, typer.models.OptionInfo)  # noqa: S101  # what Typer makes
    return found


@app.command("set")
def set_status(
    task: TaskArgument,
    status: Annotated[
        str, typer.Argument(help='Such as "in progress", in English, French or Spanish, or its code.')
    ],
    by: Annotated[str, typer.Option("--by", help="The role that reports it, never a person's name.")],
    on: Annotated[
        str | None, typer.Option("--on", help="The day that the report speaks of.", show_default="today")
    ] = None,
    meeting: Annotated[str, _words("--meeting", "The meeting at which it was reported.")] = "",
    document: Annotated[str, _words("--document", "The document that reports it.")] = "",
    output_title: Annotated[str, _words("--output-title", "What was produced: its title.")] = "",
    output_symbol: Annotated[str, _words("--output-symbol", "Its symbol.")] = "",
    output_link: Annotated[str, _words("--output-link", "Its address.")] = "",
    output_thread: Annotated[str, _words("--output-thread", "The address of its discussion.")] = "",
    next_step: Annotated[str, _words("--next-step", "The proposed next step.")] = "",
    for_meeting: Annotated[str, _words("--for-meeting", "The meeting that the next step is for.")] = "",
    lead: Annotated[str, _words("--lead", "The organisation in the lead, never a person.")] = "",
    deadline: Annotated[str, _words("--deadline", "A day; only with --deadline-source.")] = "",
    deadline_source: Annotated[str, _words("--deadline-source", "Where the deadline is written.")] = "",
    note: Annotated[str, _words("--note", "A note.")] = "",
    replaces: Annotated[str, _words("--replaces", "The id of a report that this one corrects.")] = "",
    source: SourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Record what was reported of a task: one line is added to data/status.csv, all others stay.

    Example: iagkg status set WS1.T2 "in progress" --on 2026-02-10 --by "secretary of the group"
    """
    from iagkg.cli.status_inputs import day_given, inputs, today
    from iagkg.errors import UsageError
    from iagkg.progress.event import made
    from iagkg.progress.statuses import status_code, status_words

    code = status_code(status)
    if code is None:
        raise UsageError(f"{status!r} is no status.", f"one of {', '.join(status_words())}")
    day = day_given("--on", on)
    if day > today():
        raise UsageError(f"--on {on}: this day is still to come.", "the day of the report, today or before")
    given = inputs(source, workspace, help_given(columns, sheet))
    values = {
        "task": given.key_of(task),
        "status": code,
        "as_of": day.isoformat(),
        "reported_by": by,
        "meeting": meeting,
        "document": document,
        "output_title": output_title,
        "output_symbol": output_symbol,
        "output_link": output_link,
        "output_thread": output_thread,
        "next_step": next_step,
        "for_meeting": for_meeting,
        "lead": lead,
        "deadline": deadline,
        "deadline_source": deadline_source,
        "note": note,
        "replaces": replaces,
    }
    _add(given, made(values, today()), lang)


def _add(given: "Inputs", event: "StatusEvent", lang: str) -> None:
    """Add an event and say what was written, what should be looked at, and which reports differ."""
    from iagkg.progress.appending import append_event
    from iagkg.progress.checking import remarks
    from iagkg.progress.event import same_day
    from iagkg.progress.reading import read_events
    from iagkg.report.progress import reported
    from iagkg.wording import say

    path = given.table("status.csv")
    added = append_event(path, event)
    ref = next((ref for ref, key in given.keys.items() if key == event.task), event.task)
    typer.echo(f"{ref}  {reported(event.status, event.reported_by, event.as_of, lang)}  {event.id}")
    typer.echo(say("status.written" if added else "status.known", lang, file=path))
    for problem in remarks(event):
        remark(say("status.name", lang, words=problem.found, file="data/people.csv"))
    for other in same_day(event, read_events(path)):
        remark(
            say(
                "status.differ",
                lang,
                other=reported(other.status, other.reported_by, other.as_of, lang),
                id=other.id,
            )
        )


@app.command("list")
def show_all(
    source: SourceArgument = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Later reports do not count.", show_default="today")
    ] = None,
    before: Annotated[
        str, typer.Option("--before", help="A milestone, such as SBI 7, to group by.", show_default=False)
    ] = "",
    with_people: PeopleOption = False,
    dataset: DatasetOption = None,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """List the tasks with what is reported of each; a task of which nothing is reported says so.

    With --before the tasks whose printed period ends before a milestone come first, then those whose period
    runs at it, then the others. A period that has ended says nothing on the status of a task.

    Example: iagkg status list --as-of 2026-05-15 --before "SBI 7"
    """
    from iagkg.cli.status_inputs import day_given, inputs
    from iagkg.progress.milestones import milestone_named, read_milestones
    from iagkg.report.progress import counted, statuses, statuses_for_reading
    from iagkg.table_text import date_words
    from iagkg.wording import say

    day = day_given("--as-of", as_of)
    given = inputs(source, workspace, help_given(columns, sheet))
    milestone = ""
    if before:
        milestone = milestone_named(read_milestones(given.tables.path("milestones.tsv")), before).code
    if dataset is not None:
        from iagkg.store.dataset import open_dataset

        opened = open_dataset(dataset, None, workspace)
        remark(opened.remark)
        store = opened.store
    else:
        store = given.store()
    values = {"as_of": day.isoformat(), "lang": lang.value}
    found = statuses(store, values, milestone=milestone, names=given.names() if with_people else None)
    chosen = TableForm.json if as_json else form
    standing = say("standing.recorded" if given.standing.adoption else "standing.draft", lang)
    remark(say("status.as-of", lang, date=date_words(day, "day", lang), standing=standing))
    print_result(statuses_for_reading(found, lang) if chosen is TableForm.table else found, chosen, lang)
    remark(counted(store, values, lang))


@app.command()
def show(
    task: TaskArgument,
    source: SourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    with_people: PeopleOption = False,
    form: FormOption = TableForm.table,
    as_json: JsonOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Show all that was reported of a task, corrected reports too.

    Example: iagkg status show WS1.T2
    """
    from iagkg.cli.status_inputs import inputs
    from iagkg.report.progress import history, without_empty_columns

    given = inputs(source, workspace, help_given(columns, sheet))
    values = {"task": given.ref_of(task), "lang": lang.value}
    found = history(given.store(), values, given.names() if with_people else {})
    chosen = TableForm.json if as_json else form
    print_result(without_empty_columns(found) if chosen is TableForm.table else found, chosen, lang)


@app.command()
def undo(
    identifier: Annotated[
        str, typer.Argument(help="The id of a report, as iagkg status show gives it.", metavar="ID")
    ],
    by: Annotated[str, typer.Option("--by", help="The role that takes it back.")],
    source: SourceOption = None,
    columns: ColumnsOption = None,
    sheet: SheetOption = None,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back a report by a line of its own: what it corrected holds again, or nothing is reported.

    Example: iagkg status undo s0123456789ab --by "secretary of the group"
    """
    from iagkg.cli.status_inputs import inputs, today
    from iagkg.progress.appending import taken_back
    from iagkg.progress.reading import read_events

    given = inputs(source, workspace, help_given(columns, sheet))
    event = taken_back(read_events(given.table("status.csv")), identifier, by, today().isoformat())
    _add(given, event, lang)
