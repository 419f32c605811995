"""The process of one query: a copy of one that holds the store, which can open nothing and ends by itself.

Measured: neither SERVICE nor FROM reaches anything, whatever two parsers make of the text, because no file
and no socket can be opened any more; the answer goes through a pipe that was open before.
"""

import contextlib
import json
import os
import resource
import signal
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from iagkg.contain.answer import Answer, Form, Limits, Refused, Request
from iagkg.contain.writing import write_boolean, write_rows
from iagkg.names import SHORTENED

__all__ = ["STATEMENTS", "answer_of", "start"]

STATEMENTS: dict[Form, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""The forms of statements as the engine knows them."""
_MEGABYTE = 1024 * 1024


class _TooLargeError(Exception):
    """The answer has more bytes than are allowed."""


class _Pipe:
    """The end of a pipe to write to, up to a number of bytes."""

    def __init__(self, end: int, size: int) -> None:
        self._end, self._left = end, size

    def write(self, content: bytes) -> int:
        self._left -= len(content)
        if self._left < 0:
            raise _TooLargeError
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self._end, rest) :]
        return len(content)

    def flush(self) -> None:
        """Do nothing: all is written at once."""


def start(store: ox.Store, request: Request, limits: Limits) -> tuple[int, int]:
    """Start the process of a query; return its id and the end of the pipe from which its answer is read.

    To be called where no other thread runs, as a copied process has only one.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _confine(limits)
        _run(store, request, limits, writing)
        code = 0
    finally:
        os._exit(code)


def _confine(limits: Limits) -> None:
    """Take away what a query has no business with; the limits are hard, and cannot be raised again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)  # for what an engine says that runs out of memory
    os.dup2(nowhere, 2)
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _run(store: ox.Store, request: Request, limits: Limits, end: int) -> None:
    """Answer a query into a pipe: the bytes of the answer, then a line on how it ended."""
    pipe, cut, refused = _Pipe(end, limits.size), False, None
    try:
        cut = _answer(store, request, limits, pipe)
    except _TooLargeError:
        refused = ("size", f"The answer has more than {limits.size:,} bytes.")
    except MemoryError:
        refused = ("memory", f"The query takes more than {limits.megabytes} MB of memory.")
    except BaseException as error:  # the engine's own panics are no Exception
        refused = ("query", str(error) or type(error).__name__)
    said = json.dumps({"cut": cut, "refused": refused}).encode()
    _Pipe(end, _MEGABYTE).write(b"\n" + said + len(said).to_bytes(4, "big"))


def _answer(store: ox.Store, request: Request, limits: Limits, pipe: _Pipe) -> bool:
    """Write the answer; return whether rows were left out."""
    if request.default or request.named:
        found = store.query(
            request.text,
            default_graph=[ox.NamedNode(address) for address in request.default],
            named_graphs=[ox.NamedNode(address) for address in request.named],
        )
    else:
        found = store.query(request.text, use_default_graph_as_union=not request.own_data)
    if isinstance(found, ox.QueryBoolean):
        pipe.write(write_boolean(request.form, bool(found)).encode())
        return False
    if isinstance(found, ox.QueryTriples):
        form = STATEMENTS.get(request.form, ox.RdfFormat.TURTLE)
        ox.serialize(islice(found, limits.rows), cast("IO[bytes]", pipe), format=form, prefixes=SHORTENED)
        return next(found, None) is not None
    columns = tuple(variable.value for variable in found.variables)
    rows = (tuple(solution) for solution in islice(found, limits.rows))
    for piece in write_rows(request.form, columns, rows):
        pipe.write(piece.encode("utf-8", "replace"))
    return next(found, None) is not None


def answer_of(request: Request, content: bytes, status: int, limits: Limits) -> Answer | Refused:
    """Return what the process of a query answered, from its bytes and how it ended (as waitpid tells)."""
    if os.waitstatus_to_exitcode(status) == 0 and len(content) > 4:
        at = len(content) - 4 - int.from_bytes(content[-4:], "big")
        said = json.loads(content[at:-4])
        if said["refused"]:
            return Refused(*said["refused"])
        return Answer(request.form, content[: at - 1], cut=bool(said["cut"]))
    number = -os.waitstatus_to_exitcode(status)
    if number in {signal.SIGXCPU, signal.SIGKILL}:
        return Refused("time", f"The query takes more than {limits.seconds:g} seconds.")
    return Refused("memory", f"The query takes more than {limits.megabytes} MB of memory.")
