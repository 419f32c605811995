"""Messages between two processes: a head as JSON and bytes after it, each with its length before."""

import json
import socket
from collections.abc import Iterator
from typing import Any

__all__ = ["Frames", "frame", "received"]

_LENGTHS = 12
_PIECE = 1 << 20


def frame(head: dict[str, Any], content: bytes = b"") -> bytes:
    """Return the bytes of a message."""
    said = json.dumps(head).encode()
    return len(said).to_bytes(4, "big") + len(content).to_bytes(8, "big") + said + content


class Frames:
    """Puts messages together from pieces that come as they come."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Yield the messages that are whole now."""
        self._held += piece
        while len(self._held) >= _LENGTHS:
            head_size = int.from_bytes(self._held[:4], "big")
            end = _LENGTHS + head_size + int.from_bytes(self._held[4:_LENGTHS], "big")
            if len(self._held) < end:
                return
            head = json.loads(bytes(self._held[_LENGTHS : _LENGTHS + head_size]))
            content = bytes(self._held[_LENGTHS + head_size : end])
            del self._held[:end]
            yield head, content


def received(control: socket.socket) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message of a socket, None where the other end is closed; nothing is read beyond it."""
    lengths = _exactly(control, _LENGTHS)
    if lengths is None:
        return None
    head = _exactly(control, int.from_bytes(lengths[:4], "big"))
    content = _exactly(control, int.from_bytes(lengths[4:], "big"))
    return None if head is None or content is None else (json.loads(head), content)


def _exactly(control: socket.socket, size: int) -> bytes | None:
    found = bytearray()
    while len(found) < size:
        try:
            piece = control.recv(min(size - len(found), _PIECE))
        except ConnectionError:
            return None
        if not piece:
            return None
        found += piece
    return bytes(found)
