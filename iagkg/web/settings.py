"""How the pages are served."""

import datetime as dt
from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and to whom.

    `base` is the address that links in files and feeds begin with, empty where none is configured: links of
    pages are relative to the host. `root` is the path below which a proxy serves the pages. Requests that
    name another host than one of `hosts` are refused. `day` is the day of pages that are asked for without
    one, today where it is None. A site of files is `fixed`: nothing can be asked of it, and `left_out` has
    what is not in it, each as a key of the words and a count.
    """

    base: str = ""
    root: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    day: dt.date | None = None
    fixed: bool = False
    left_out: tuple[tuple[str, int], ...] = ()
