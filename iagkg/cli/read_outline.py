"""Print the outline of a workplan, as `iagkg read` shows it."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable

__all__ = ["print_outline"]

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def print_outline(lines: Iterable[str]) -> None:
    """Print lines to standard output: as they are in a pipe; on a terminal wrapped, with headings in bold."""
    if not sys.stdout.isatty():
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return
    width = max(shutil.get_terminal_size().columns, 40)
    styled = not os.environ.get("NO_COLOR")
    for number, line in enumerate(lines):
        indent = " " * min(len(line) - len(line.lstrip()) + 2, width // 2)
        wrapped = textwrap.wrap(line, width, subsequent_indent=indent, drop_whitespace=True) or [""]
        text = "\n".join(wrapped)
        heading = number == 0 or (line.startswith("WS") and "  " in line)
        sys.stdout.write(f"{BOLD}{text}{PLAIN}\n" if styled and heading else f"{text}\n")
