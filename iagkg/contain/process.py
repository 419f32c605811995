"""Ask a process that holds the store, from any thread."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path
from typing import Any

from iagkg.contain.answer import Answer, Limits, Refused, Request, is_possible
from iagkg.contain.frames import frame, received
from iagkg.errors import InputError, UsageError

__all__ = ["QueryProcess"]


class QueryProcess:
    """A process with a dataset of its own, which runs each query in one more, within limits.

    To be closed when it is no longer needed: no process of it is left then.
    """

    def __init__(self, dataset: Path | bytes, limits: Limits | None = None) -> None:
        """Start it with a file of N-Quads, or with N-Quads.

        Raises InputError where these cannot be read, UsageError on a system without such processes.
        """
        if not is_possible():
            raise UsageError(
                "This system cannot run queries in processes of their own.", "Linux, macOS or another POSIX"
            )
        self.limits = limits or Limits()
        ours, theirs = socket.socketpair()
        self._control = ours
        command = [sys.executable, "-m", "iagkg.contain.keeper", str(theirs.fileno())]
        self._process = subprocess.Popen(  # noqa: S603  # this program itself
            [*command, json.dumps(asdict(self.limits))],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._asked: dict[int, Future[tuple[dict[str, Any], bytes]]] = {}
        self._number, self._lock = 0, threading.Lock()
        first = {"path": str(dataset)} if isinstance(dataset, Path) else {}
        ours.sendall(frame(first, dataset if isinstance(dataset, bytes) else b""))
        answer = received(ours)
        if answer is None or not answer[0]["loaded"]:
            self.close()
            told = answer[0]["message"] if answer else "the process ended"
            raise InputError(f"{first.get('path', 'The dataset')}: cannot be read: {told}", "N-Quads")
        self._reader = threading.Thread(target=self._read, name="answers", daemon=True)
        self._reader.start()

    def ask(self, request: Request) -> Answer | Refused:
        """Return the answer to a query; waits for it, and may be called from several threads at once."""
        with self._lock:
            if self._process.poll() is not None:
                return Refused("closed", "The process that answers has ended.")
            self._number += 1
            number, waited = self._number, Future[tuple[dict[str, Any], bytes]]()
            self._asked[number] = waited
            try:
                self._control.sendall(frame({"number": number, "request": asdict(request)}))
            except OSError:
                self._asked.pop(number, None)
                return Refused("closed", "The process that answers has ended.")
        head, content = waited.result()
        if "refused" in head:
            return Refused(*head["refused"])
        return Answer(request.form, content, cut=head["cut"])

    def _read(self) -> None:
        while (message := received(self._control)) is not None:
            head, content = message
            with self._lock:
                waited = self._asked.pop(head["number"], None)
            if waited is not None:
                waited.set_result((head, content))
        ended = {"refused": ("closed", "The process that answers has ended.")}
        with self._lock:
            left, self._asked = list(self._asked.values()), {}
        for waited in left:
            waited.set_result((ended, b""))

    @property
    def identifier(self) -> int:
        """The id of the process that holds the dataset."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Tell whether queries can be asked."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._control.close()
