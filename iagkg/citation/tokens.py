"""The marks and words a text is cut into, before any of them means something."""

import re

__all__ = ["ALIKE", "TOKEN", "words_of"]

ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000\t\r", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u2044\u2215\uff0f", "/"),
        **dict.fromkeys("\uff0c\u3001\u060c", ","),
        "\uff08": "(",
        "\uff09": ")",
        "\uff1b": ";",
        "\u061b": ";",
    }
)
"""Marks that look alike, one for one, so that positions stay."""

TOKEN = re.compile(
    r"""
      (?P<URL>(?:https?://|www\.|(?:[a-z-]{1,20}\.)?cbd\.int/)[^\s<>"'|]+)
    | (?P<CODE>(?:UNEP/)?CBD(?:[/.-][A-Za-z0-9]+)+(?:\([a-z]\))? | CAL(?:-[A-Z0-9]+)+ | GBF-TARGET-[0-9]{1,3})
    | (?P<SYMBOL>[A-Z][A-Za-z]{0,11}(?:/[A-Za-z0-9.]+){2,})
    | (?P<DATE>[0-9]+(?:/[0-9]+){2,} | [0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9]))
    | (?P<ITEM>\(\ ?(?:
          [ivxl]{1,7} | [a-z] | aa | bb | cc | dd | ee | ff | [0-9]{1,2}
        | (?:(?<=[0-9]\()|(?<=[0-9]\ \())[A-Z]
      )\ ?\))
    | (?P<HALF>(?:(?<=[\s0-9-])(?:[ivxl]{1,7}|[a-z]))\))
    | (?P<ZH>[\u4e00-\u9fff])
    | (?P<WORD>[^\W\d_\u4e00-\u9fff]+ | [\u00a7\u00b6]{1,2} | &)
    | (?P<INT>[0-9]+(?:\.[0-9]+)*)
    | (?P<COMMA>,+) | (?P<SEMI>;+) | (?P<DOT>\.+) | (?P<COLON>:+) | (?P<DASH>-+)
    | (?P<OPEN>[(\[]{3,}(?=[(\[]) | [(\[]) | (?P<CLOSE>[)\]]{4,} | [)\]])
    | (?P<QUOTE>["'*\u2020\u2021\u00b9\u00b2\u00b3\u201c\u201d\u00ab\u00bb])
    | (?P<MARK>(?P<same>[^\w\s])(?P=same)* | \S)
    """,
    re.VERBOSE,
)
"""One token. Each alternative is bounded or a plain run, so that cutting a text takes linear time."""


def words_of(phrase: str) -> list[str]:
    """Return the words of a phrase as a text is cut, quotation marks left out."""
    return [
        match[0].replace(" ", "")
        for match in TOKEN.finditer(phrase.translate(ALIKE))
        if match.lastgroup != "QUOTE"
    ]
