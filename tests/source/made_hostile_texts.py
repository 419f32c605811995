"""Texts and CSV files that mean harm, or are broken, made by code."""

from made_hostile_office import Hostile

TEXT = "Workplan\n\tTasks\n\tMandate\n\tTimeline\n\n"
LETTERS = "(a) " * 300_000
CSV = "Workplan\nTasks,Mandate,Timeline\n"


def utf8(text: str) -> bytes:
    return text.encode()


def deep_text() -> bytes:
    levels = "".join(".".join("1" * n) + " Level\n" for n in range(2, 400))
    return f"{TEXT}\t1. Advise\n{levels}\t16/3\n\t2025\n".encode()


TEXTS = {
    "NUL bytes": Hostile("a.csv", lambda: utf8(f"{CSV}1. Ad\0vise,16/3,2025\n"), "a NUL byte"),
    "open quotation": Hostile(
        "a.csv",
        lambda: utf8(CSV + '"1. Advise,16/3,2025\n' + "2. Tell,16/9,2026\n" * 100_000),
        "problem: open-quotation",
    ),
    "many columns": Hostile(
        "a.csv", lambda: utf8(CSV + "1. Advise,16/3,2025" + ",x" * 200_000 + "\n"), "cells in a row"
    ),
    "commas alone": Hostile("a.csv", lambda: utf8(CSV + ("," * 150 + "\n") * 40_000), "no task below it"),
    "ragged rows": Hostile(
        "a.csv",
        lambda: utf8(CSV + "1. Advise\n2. Tell,16/3\n3. Ask,16/9,2025,x,y\n"),
        "problem: cell-count",
    ),
    "too many rows": Hostile(
        "a.csv", lambda: utf8(CSV + "1. Advise,16/3,2025\n" * 50_100), "more than 50,000 rows"
    ),
    "half a letter": Hostile(
        "a.csv", lambda: b"\xff\xfe" + CSV.encode("utf-16-le") + b"\x00\xd8", "not UTF-16"
    ),
    "400 levels in a text": Hostile("a.txt", deep_text, "read"),
    "turned letters": Hostile(
        "a.txt",
        lambda: utf8(f"{TEXT}\t1. \u202eesivdA\u2066\n\t16/3\n\t2025\n"),
        "problem: direction-character",
    ),
    "control characters": Hostile(
        "a.txt",
        lambda: utf8(f"{TEXT}\t1. \x1b[2JAdvise\x07\n\t16/3\n\t2025\n"),
        "problem: control-character",
    ),
    "programs in cells": Hostile(
        "a.txt",
        lambda: utf8(f"{TEXT}\t1. <script>x</script>\n\t16/3\n\t2025\n"),
        "problem: markup-in-cell",
    ),
    "one long cell": Hostile("a.csv", lambda: utf8(CSV + f'"1. {LETTERS}",16/3,2025\n'), "read"),
    "brackets": Hostile(
        "a.csv",
        lambda: utf8(CSV + f"1. Advise,{'(' * 300_000},{'–' * 300_000}\n"),
        "problem: mandate-not-read",
    ),
    "too many text rows": Hostile(
        "a.txt", lambda: utf8(TEXT + "\t1. Advise\n\t16/3\n\t2025\n\n" * 50_100), "more than 50,000 rows"
    ),
}
