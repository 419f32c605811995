"""The errors a user can meet, how they print, and the exit code of each.

Exit codes: 0 done; 1 done, and something to act on; 2 wrong use; 3 input refused;
4 a server or the network failed; 5 a fault of ours.
"""

from enum import IntEnum

__all__ = ["ExitCode", "IagkgError", "InputError", "ServerError", "UsageError", "extra_needed"]


class ExitCode(IntEnum):
    """The documented exit codes of every command."""

    DONE = 0
    TO_ACT_ON = 1
    WRONG_USE = 2
    REFUSED = 3
    SERVER = 4
    FAULT = 5


class IagkgError(Exception):
    """An error with a place and a next step; prints as one to three lines.

    `what` says what is wrong and where (file, row, field); `expected` what would have been right;
    `hint` what to do. The last two may be empty.
    """

    exit_code = ExitCode.FAULT

    def __init__(self, what: str, expected: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.expected, self.hint = what, expected, hint

    def __str__(self) -> str:
        lines = [self.what]
        if self.expected:
            lines.append(f"Expected: {self.expected}")
        if self.hint:
            lines.append(f"What to do: {self.hint}")
        return "\n".join(lines)


class UsageError(IagkgError):
    """The command was called in a way that cannot work."""

    exit_code = ExitCode.WRONG_USE


class InputError(IagkgError):
    """A file or value that cannot be taken; nothing was written."""

    exit_code = ExitCode.REFUSED


class ServerError(IagkgError):
    """A server or the network did not do its part."""

    exit_code = ExitCode.SERVER


def extra_needed(error: ModuleNotFoundError, extra: str) -> UsageError:
    """Return the error for a library that is not installed, with the extra of this package that brings it."""
    return UsageError(
        f"The library {error.name} is not there.", f"the extra {extra}", f"pip install 'iagkg[{extra}]'"
    )
