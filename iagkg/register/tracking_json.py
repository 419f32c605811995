"""JSON from outside, read without trust: size, depth, doubled keys and numbers that are none.

A place in a file is written as a path: `nodes[3].nodes[0].code`.
"""

import json
import math
from collections import Counter
from typing import Any

from iagkg.errors import InputError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "at", "read_json"]

MAX_BYTES = 20_000_000
"""The largest file that is read. Trees of decisions have some hundred kilobytes; parsed JSON takes up to
twenty times its size in memory."""
MAX_DEPTH = 60
"""The deepest nesting that is read; the Tracking Tool has five levels, each an object in a list."""
_SHOWN = 120


class _Doubled(dict[str, Any]):
    """An object of which a key is written twice; `keys_doubled` names it."""

    keys_doubled: tuple[str, ...] = ()


def at(path: str, step: str | int) -> str:
    """Return the path of a member or an element: `at("nodes[3]", "code")` is `nodes[3].code`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step}" if path else step


def read_json(name: str, content: bytes) -> Any:
    """Return the value of a JSON file (UTF-8).

    Raises InputError, naming the file and the path or the line, for what is no JSON, is larger than
    MAX_BYTES or deeper than MAX_DEPTH, writes a key of an object twice, or holds NaN or an infinite number.
    """
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{name}: {len(content):,} bytes.",
            f"at most {MAX_BYTES:,} bytes: the tree of one decision",
            "ask the Tracking Tool for one decision only.",
        )
    try:
        text = content.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_members)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8, at byte {error.start}.", "JSON in UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}, column {error.colno}"
        if text.lstrip()[:1] == "<":
            raise InputError(f"{name}: a web page, not JSON.", "the JSON of the Tracking Tool") from error
        raise InputError(f"{where}: {error.msg}.", "valid JSON", "get the file again.") from error
    except RecursionError as error:
        raise _too_deep(name, "") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise InputError(f"{name}: holds a number that is too long to be read.", "valid JSON") from error
    _walk(name, value, "", 0)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    counts = Counter(key for key, _ in pairs)
    doubled.keys_doubled = tuple(sorted(key for key, count in counts.items() if count > 1))
    return doubled


def _too_deep(name: str, path: str) -> InputError:
    shown = path if len(path) <= _SHOWN else path[:_SHOWN] + "..."
    where = f"{name}, {shown}" if shown else name
    return InputError(f"{where}: nested too deeply.", f"at most {MAX_DEPTH} levels")


def _walk(name: str, value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _too_deep(name, path)
    if isinstance(value, _Doubled):
        where = at(path, value.keys_doubled[0])
        raise InputError(f"{name}, {where}: this key stands there twice.", "every key of an object once")
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"{name}, {path or 'top'}: {value} is no number of JSON.", "a number or null")
    if isinstance(value, dict):
        for key, member in value.items():
            if isinstance(member, dict | list | float):
                _walk(name, member, at(path, key), depth + 1)
    elif isinstance(value, list):
        for number, member in enumerate(value):
            if isinstance(member, dict | list | float):
                _walk(name, member, at(path, number), depth + 1)
