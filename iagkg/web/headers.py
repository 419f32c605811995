"""What every answer carries, errors and files too, and which requests are answered at all."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Guard"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_READING = {"GET", "HEAD"}
_DESK = "/desk"


class Guard:
    """Answers only what is asked of a known host, by reading; adds the headers to every answer.

    A path below one of `open_to` takes other methods too, a path below one of `framed` may stand in a frame
    of another site.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], open_to: tuple[str, ...], framed: tuple[str, ...]
    ) -> None:
        self.app, self.hosts, self.open_to, self.framed = app, set(hosts), open_to, framed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if path.startswith(_DESK):  # so that a browser says where its forms come from
                    headers["Referrer-Policy"] = "same-origin"
                if path.startswith(self.framed):
                    headers["Content-Security-Policy"] = POLICY.replace(
                        "frame-ancestors 'none'", "frame-ancestors *"
                    )
            await send(message)

        if not self._is_known_host(scope):
            refused = PlainTextResponse("This host is not served here.\n", 400)
            await refused(scope, receive, sending)
        elif scope["method"] not in _READING and not path.startswith(self.open_to):
            answer = PlainTextResponse("These pages are only read.\n", 405, {"Allow": "GET, HEAD"})
            await answer(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)

    def _is_known_host(self, scope: Scope) -> bool:
        if "*" in self.hosts:
            return True
        host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        return name.lower() in self.hosts
