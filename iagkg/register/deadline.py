"""One limit of time for a whole exchange with a server, and who may be spoken to."""

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from iagkg.errors import ServerError

__all__ = ["Deadline"]


class Deadline:
    """Ends every connection it watches when its time is over, also of a server that drips a byte a second.

    `on_this_machine` says that the address named by the user is here; otherwise no connection to an address
    that is not public is let through, whatever the name resolved to.
    """

    def __init__(self, seconds: float, on_this_machine: bool) -> None:
        self.seconds, self._local = seconds, on_this_machine
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Return the seconds that are left. Raises TimeoutError where none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def watch(self, guarded: bool) -> Callable[[str, dict[str, Any]], None]:
        """Return what httpx calls at every step: it keeps the connection, or refuses it.

        The check is made of the address that was really connected, before anything is sent; `guarded` is
        False behind a proxy, whose own address says nothing.
        """

        def step(name: str, info: dict[str, Any]) -> None:
            if not name.endswith((".connect_tcp.complete", ".start_tls.complete")):
                return
            stream = info["return_value"]
            peer = stream.get_extra_info("server_addr")
            if guarded and peer and not self._may_speak_to(str(peer[0])):
                stream.close()
                raise ServerError(
                    f"The name of the server leads to {peer[0]}, an address of a private network.",
                    "a public address",
                    "look whether you are on line in the usual way; a proxy is taken from HTTPS_PROXY.",
                )
            found = stream.get_extra_info("socket")
            if found is not None:
                self._sockets.append(found)

        return step

    def _may_speak_to(self, peer: str) -> bool:
        address = ipaddress.ip_address(peer.partition("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        return (self._local and inner.is_loopback) or (inner.is_global and not inner.is_multicast)

    def _cut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
