"""One query of a process that has no other thread: the command line."""

import os
import select
import signal
import time

from iagkg.contain.answer import Answer, Limits, Refused, Request
from iagkg.contain.child import answer_of, start
from iagkg.store.embedded import EmbeddedStore

__all__ = ["ask_once"]

_PIECE = 1 << 20


def ask_once(store: EmbeddedStore, request: Request, limits: Limits) -> Answer | Refused:
    """Run a query in a process of its own, which is ended when its time is over; return its answer."""
    child, end = start(store.engine, request, limits)
    until = time.monotonic() + limits.seconds
    pieces: list[bytes] = []
    try:
        while True:
            left = until - time.monotonic()
            if left <= 0 or not select.select([end], [], [], left)[0]:
                os.kill(child, signal.SIGKILL)
                break
            piece = os.read(end, _PIECE)
            if not piece:
                break
            pieces.append(piece)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    finally:
        os.close(end)
    return answer_of(request, b"".join(pieces), os.waitpid(child, 0)[1], limits)
