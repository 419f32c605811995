"""The process that holds the store and starts one more for each query; it has one thread, and no other work.

It is started as `python -m iagkg.contain.keeper FD LIMITS`, with one end of a pair of sockets. First comes
the dataset (the path of a file, or N-Quads), then requests; answers go back as they are ready.
"""

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

import pyoxigraph as ox

from iagkg.contain.answer import Answer, Limits, Refused, Request
from iagkg.contain.child import answer_of, start
from iagkg.contain.frames import Frames, frame, received

__all__ = ["main"]

_PIECE = 1 << 20


@dataclass(slots=True)
class _Running:
    """A query that runs: its number, its process, when it must be over, and what it wrote so far."""

    number: int
    request: Request
    child: int
    until: float
    pieces: list[bytes] = field(default_factory=list)


class _Keeper:
    """Holds the store, the queries that run, and those that wait."""

    def __init__(self, control: socket.socket, store: ox.Store, limits: Limits) -> None:
        self.control, self.store, self.limits = control, store, limits
        self.running: dict[int, _Running] = {}
        self.waiting: deque[tuple[int, Request]] = deque()
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ)
        self.frames = Frames()

    def run(self) -> None:
        """Serve until the other end is closed."""
        try:
            while self._step():
                pass
        finally:
            for one in self.running.values():
                os.kill(one.child, signal.SIGKILL)
                os.waitpid(one.child, 0)

    def _step(self) -> bool:
        now = time.monotonic()
        ends = [one.until for one in self.running.values()]
        for key, _ in self.selector.select(max(min(ends) - now, 0) if ends else None):
            if key.fileobj is not self.control:
                self._read(int(key.fd))
            elif not self._take():
                return False
        for end, one in list(self.running.items()):
            if time.monotonic() >= one.until:
                os.kill(one.child, signal.SIGKILL)
                self._finish(end)
        return True

    def _take(self) -> bool:
        """Take requests; return False where the other end is closed."""
        try:
            content = self.control.recv(_PIECE)
        except ConnectionError:
            return False
        if not content:
            return False
        for head, _ in self.frames.feed(content):
            given = head["request"]
            lists = {"default": tuple(given["default"]), "named": tuple(given["named"])}
            request = Request(**{**given, **lists})
            if len(self.running) < self.limits.at_once:
                self._start(head["number"], request)
            elif len(self.waiting) < self.limits.waiting:
                self.waiting.append((head["number"], request))
            else:
                self._send(head["number"], Refused("busy", "Too many queries run at the moment."))
        return True

    def _start(self, number: int, request: Request) -> None:
        child, end = start(self.store, request, self.limits)
        self.running[end] = _Running(number, request, child, time.monotonic() + self.limits.seconds)
        self.selector.register(end, selectors.EVENT_READ)

    def _read(self, end: int) -> None:
        if end not in self.running:
            return
        piece = os.read(end, _PIECE)
        if piece:
            self.running[end].pieces.append(piece)
        else:
            self._finish(end)

    def _finish(self, end: int) -> None:
        one = self.running.pop(end)
        self.selector.unregister(end)
        os.close(end)
        status = os.waitpid(one.child, 0)[1]
        self._send(one.number, answer_of(one.request, b"".join(one.pieces), status, self.limits))
        if self.waiting:
            self._start(*self.waiting.popleft())

    def _send(self, number: int, answer: Answer | Refused) -> None:
        head: dict[str, Any] = {"number": number}
        content = b""
        if isinstance(answer, Refused):
            head["refused"] = [answer.reason, answer.message]
        else:
            head["cut"], content = answer.cut, answer.content
        with contextlib.suppress(ConnectionError):
            self.control.sendall(frame(head, content))


def main(arguments: list[str]) -> None:
    """Load what comes first through the socket, say that it is there, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(arguments[0]))
    limits = Limits(**json.loads(arguments[1]))
    first = received(control)
    if first is None:
        return
    head, content = first
    store = ox.Store()
    try:
        if "path" in head:
            store.bulk_load(path=head["path"], format=ox.RdfFormat.N_QUADS)
        else:
            store.bulk_load(content, format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError, ValueError) as error:
        control.sendall(frame({"loaded": False, "message": str(error)}))
        return
    gc.collect()
    gc.freeze()  # so that the copies share their pages with this process
    control.sendall(frame({"loaded": True, "limits": asdict(limits)}))
    _Keeper(control, store, limits).run()


if __name__ == "__main__":
    main(sys.argv[1:])
