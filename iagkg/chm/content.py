"""The bytes of a file of records or tags, up to a limit: parsed JSON takes many times its size in memory."""

from pathlib import Path

from iagkg.errors import InputError
from iagkg.register.tracking_json import MAX_BYTES

__all__ = ["EXPECTED", "content_of", "expected_of"]

EXPECTED = "JSON as the systems of the clearing-house give it"


def content_of(name: str, path: Path) -> bytes:
    """Return the bytes of a file. Raises InputError, with the way out, for one that is too large."""
    try:
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror}.", "a file that you may read") from error
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name}: more than {MAX_BYTES:,} bytes: not read.",
            f"files of up to {MAX_BYTES:,} bytes, as many as there are: ask the index for fewer records at a "
            "time (rows, start), save a table in parts",
        )
    return content


def expected_of(error: InputError) -> str:
    """Return what was expected of a file that could not be read, in words that fit records of any kind."""
    return EXPECTED if "Tracking Tool" in error.expected else error.expected
