"""Read the terminals of a text by the grammar; give back its pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from iagkg.citation.terminals import Terminal, terminals

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = ["Piece", "pieces"]


@dataclass(slots=True)
class Piece:
    """One piece: the rule of the grammar it follows (or the terminal), its terminals, its place."""

    rule: str
    terms: list[Terminal]
    start: int
    end: int

    def first(self, *kinds: str) -> Terminal | None:
        """Return the first terminal of one of the kinds."""
        return next((term for term in self.terms if term.kind in kinds), None)


@lru_cache(maxsize=1)
def parser() -> "Lark":
    """Return the parser, made from the grammar file; the library is loaded at the first citation."""
    from lark import Lark  # noqa: PLC0415 (the command line starts without it)
    from lark.lexer import Lexer  # noqa: PLC0415

    class Ready(Lexer):
        """Hands over terminals that are ready."""

        def __init__(self, lexer_conf: Any) -> None: ...

        def lex(self, data: Any, parser_state: Any = None) -> Iterator["Token"]:
            from lark import Token  # noqa: PLC0415

            for number, term in enumerate(data):
                yield Token(term.kind, str(number))

    grammar = files("iagkg.citation").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Ready)


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text in order."""
    terms = terminals(text)
    tree = parsed(terms)
    found = []
    for child in tree.children:
        own = [terms[int(token)] for token in tokens_of(child)]
        rule = child.data if not isinstance(child, str) else "single"
        rule = own[0].kind if rule == "single" else str(rule)
        found.append(Piece(rule, own, own[0].start, own[-1].end))
    return found


def parsed(terms: list[Terminal]) -> "Tree[Token]":
    """Return the tree of a row of terminals.

    Every row has one, and a test holds that; should one be missed, its terminals become noise rather than
    an error in the middle of a workplan.
    """
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415

    try:
        return parser().parse(terms)
    except UnexpectedInput:
        for term in terms:
            term.kind = "NOISE"
        return parser().parse(terms)


def tokens_of(tree: Any) -> list[str]:
    """Return the tokens below a node in order, without recursion."""
    found, stack = [], [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            found.append(node)
        else:
            stack.extend(reversed(node.children))
    return found
