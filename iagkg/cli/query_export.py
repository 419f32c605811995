"""`iagkg query --export`: write named queries as files that other tools list."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from iagkg.cli.output import remark

if TYPE_CHECKING:
    from iagkg.queries import Query

__all__ = ["target_of", "today", "write_examples"]


def today() -> str:
    """Return the day of this machine, for questions of time."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()


def target_of(endpoint: str | None, place: str | None, timeout: float, *, plain_http: bool) -> str:
    """Return where a server takes queries: as said, else as the server at `endpoint` is found to.

    Raises UsageError where nothing is said, or no web address.
    """
    from iagkg.errors import UsageError
    from iagkg.store.detect import Places, connect
    from iagkg.store.web import Web

    if place is not None:
        Web(place, plain_http=plain_http).close()  # refuses what is no web address, or holds a password
        return place
    if endpoint is None:
        raise UsageError(
            "--export: the files say where their queries run, and no server is named.",
            "--query with the address where it takes queries, which is not asked; or --endpoint, which is",
        )
    server = connect(endpoint, Places(), timeout, plain_http=plain_http)
    server.web.close()
    return server.addresses.query


def write_examples(
    folder: Path,
    queries: Iterable["Query"],
    values: dict[str, str],
    as_of: str | None,
    lang: str,
    target: str,
) -> None:
    """Write a file for each query into a folder; the same values give the same bytes.

    A day and a language go to the queries that ask for them. All files are made before one is written.
    Raises UsageError for a day that no query asks for, InputError where the folder cannot be written.
    """
    from iagkg.errors import InputError, UsageError
    from iagkg.files import write_whole
    from iagkg.queries import example_of

    day = values.get("as_of") or as_of or today()
    made, asked = {}, False
    for query in queries:
        known = {"as_of": day, "lang": lang}
        given = {**{key: value for key, value in known.items() if query.parameter(key)}, **values}
        made[query.name] = example_of(query, target, given)
        asked = asked or "as_of" in given
    if as_of is not None and not asked:
        raise UsageError(
            f"--as-of: {', '.join(made)} does not ask about a day.", "a query with the parameter as_of"
        )
    try:
        for name, text in made.items():
            with write_whole(folder / f"{name}.ttl") as path:
                path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be written: {error}", "a folder that may be written to"
        ) from error
    if asked:
        remark(f"As of {day}.")
    typer.echo(f"Queries written to {folder}: {len(made)}")
