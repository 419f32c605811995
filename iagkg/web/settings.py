"""How the pages are served."""

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and to whom.

    `base` is the address that links in files and feeds begin with, empty where none is configured: links of
    pages are relative to the host. `root` is the path below which a proxy serves the pages. Requests that
    name another host than one of `hosts` are refused.
    """

    base: str = ""
    root: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
