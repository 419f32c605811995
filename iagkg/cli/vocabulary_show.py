"""`iagkg vocabulary show` and `search`: look terms up."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iagkg.cli.options import Lang, LangOption, WorkspaceOption
from iagkg.cli.output import TableForm, print_result
from iagkg.errors import ExitCode

if TYPE_CHECKING:
    from iagkg.vocabulary.lookup import Index
    from iagkg.vocabulary.model import Term, Vocabulary

__all__ = ["search", "show"]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DomainOption = Annotated[
    str, typer.Option("--domain", help="One domain, such as CBD-SUBJECTS.", show_default="any")
]


def show(
    identifier: Annotated[str, typer.Argument(help="An identifier, in any spelling.")],
    domain: DomainOption = "",
    as_json: JsonOption = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Show a term: its labels, what is above, below and beside it, where it was seen.

    Exit code 1 if there is none; terms that may be meant are named.

    Example: iagkg vocabulary show AICHI-TARGET-6
    """
    from iagkg.vocabulary.lookup import Match
    from iagkg.wording import say

    index = _index(workspace)
    matches = index.find(identifier, domain)
    if not matches:
        matches = [Match(term, "spelling") for term in index.short(identifier, domain)]
    if as_json:
        found = [{"found_by": each.how} | _object(each.term, index.vocabulary) for each in matches]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    for number, each in enumerate(() if as_json else matches):
        typer.echo(("\n" if number else "") + "\n".join(_lines(each.term, index.vocabulary, lang.value)))
    if not matches:
        ends = index.numbered(identifier, domain)
        near = () if ends else index.meant(identifier, domain)
        meant = ", ".join(f"{term.identifier} ({term.name})" for term in near)
        typer.echo(say("vocabulary.none", lang.value), err=True)
        if ends:
            first, last = ends[0].identifier, ends[-1].identifier
            typer.echo(say("vocabulary.numbered", lang.value, first=first, last=last), err=True)
        if meant:
            typer.echo(say("vocabulary.did-you-mean", lang.value, terms=meant), err=True)
        raise SystemExit(ExitCode.TO_ACT_ON)


def search(
    words: Annotated[list[str], typer.Argument(help="Words of a label, or their beginnings.")],
    domain: DomainOption = "",
    form: Annotated[TableForm, typer.Option("--format", help="How to print the terms.")] = TableForm.table,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    lang: LangOption = Lang.en,
    workspace: WorkspaceOption = None,
) -> None:
    """Search the labels, in every language: each word must begin a word of the label.

    Labels that are not official help to find a term and are not shown.

    Example: iagkg vocabulary search knowl manag
    """
    from iagkg.table import Table

    found = _index(workspace).search(" ".join(words), domain)
    rows = tuple((term.identifier, term.label(lang.value) or term.name, term.domain) for term in found)
    print_result(Table(("identifier", "label", "domain"), rows), TableForm.json if as_json else form, lang)


def _index(workspace: Any) -> "Index":
    from iagkg.files import find_workspace
    from iagkg.graph.tables import Tables
    from iagkg.vocabulary.lookup import Index
    from iagkg.vocabulary.terms import read_vocabulary

    return Index(read_vocabulary(Tables(find_workspace(workspace)).path))


def _lines(term: "Term", vocabulary: "Vocabulary", lang: str) -> list[str]:
    from iagkg.wording import say

    scheme = vocabulary.domains[term.domain]
    rows = [(say("vocabulary.domain", lang), f"{term.domain} ({scheme.titles.get(lang) or term.domain})")]
    for label in term.labels:
        mark = f" ({say('vocabulary.unofficial', lang)})" if label.kind == "unofficial" else ""
        rows.append((label.lang, f"{label.text}{mark}"))
    beside = [vocabulary.by_key[key].identifier for key, _ in _beside(term, vocabulary)]
    rows += [
        (say("vocabulary.broader", lang), _names(term.broader, term, vocabulary)),
        (say("vocabulary.narrower", lang), "; ".join(_titled(x) for x in vocabulary.narrower(term))),
        (say("vocabulary.related", lang), "; ".join(dict.fromkeys((*beside, *term.related)))),
        (say("vocabulary.formerly", lang), "; ".join(term.formerly)),
        (say("vocabulary.note", lang), term.note),
        *((say("vocabulary.note", lang), reason) for _, reason in _beside(term, vocabulary)),
        (say("vocabulary.source", lang), term.source),
    ]
    status = f" ({say('vocabulary.withdrawn', lang)})" if term.status else ""
    width = max(len(name) for name, _ in rows) + 2
    return [f"{term.identifier}{status}", *(f"  {name:<{width}}{value}" for name, value in rows if value)]


def _titled(term: "Term") -> str:
    return f"{term.identifier} ({term.name})" if term.name != term.identifier else term.identifier


def _names(identifiers: tuple[str, ...], term: "Term", vocabulary: "Vocabulary") -> str:
    how = f" ({term.broader_confidence}: {term.evidence})" if term.evidence else ""
    return "; ".join(_titled(vocabulary.by_key[term.domain, name]) for name in identifiers) + how


def _beside(term: "Term", vocabulary: "Vocabulary") -> list[tuple[tuple[str, str], str]]:
    """Return the terms that the table of relations puts beside a term, with the reason of each."""
    key = (term.domain, term.identifier)
    pairs = [((r.domain, r.identifier), (r.other_domain, r.other), r.reason) for r in vocabulary.relations]
    return [(other if one == key else one, why) for one, other, why in pairs if key in (one, other)]


def _object(term: "Term", vocabulary: "Vocabulary") -> dict[str, Any]:
    import dataclasses

    beside = [
        {"domain": domain, "identifier": identifier, "reason": reason}
        for (domain, identifier), reason in _beside(term, vocabulary)
    ]
    below = [each.identifier for each in vocabulary.narrower(term)]
    values = {"address": vocabulary.address(term), "narrower": below, "beside": beside}
    return dataclasses.asdict(term) | values
