"""Run the grammar of `grammar.lark` over tokens: a tree comes out, whatever goes in.

A token that fits nowhere is left out and named, and the reading goes on: a text never stops the parser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from iagkg.period.tokens import Token

if TYPE_CHECKING:
    from lark import Lark, Tree
    from lark import Token as Leaf

__all__ = ["Node", "parse"]


@dataclass(frozen=True, slots=True)
class Node:
    """A rule of the grammar by its name and its children, or a token (its name is then empty)."""

    name: str
    children: tuple["Node", ...] = ()
    token: Token | None = None

    def leaves(self) -> Iterator[Token]:
        """Give the tokens below the node in their order."""
        if self.token:
            yield self.token
        for child in self.children:
            yield from child.leaves()


def parse(items: list[Token]) -> tuple[Node | None, list[Token]]:
    """Return the node of the list of entries, and the tokens that fitted nowhere (all, if nothing fitted).

    Where the text breaks off ("between March") its last tokens are left out, three at the most.
    """
    for cut in range(min(4, len(items))):
        kept = items[: len(items) - cut]
        node, unfit = _run(kept)
        if node is not None:
            return node, [*unfit, *items[len(kept) :]]
    return None, items


def _run(items: list[Token]) -> tuple[Node | None, list[Token]]:
    """Return the node of the tokens, None where they break off, and those that fitted nowhere."""
    # Late: the start of the command line would feel it.
    from lark import Token as LarkToken  # noqa: PLC0415
    from lark.exceptions import UnexpectedToken  # noqa: PLC0415

    parser = _parser().parse_interactive()
    unfit: list[Token] = []
    for number, item in enumerate(items):
        try:
            parser.feed_token(LarkToken(item.kind, str(number)))
        except UnexpectedToken:
            unfit.append(item)
    try:
        tree = parser.feed_token(LarkToken("$END", ""))
    except UnexpectedToken:
        return None, unfit
    return _node(tree, items).children[0], unfit


def _node(tree: "Tree[Leaf] | Leaf", items: list[Token]) -> Node:
    """Return a tree of lark as nodes; brackets stand in no bracket, so it is never deep."""
    if isinstance(tree, str):
        return Node("", token=items[int(tree)])
    return Node(str(tree.data), tuple(_node(child, items) for child in tree.children))


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark  # noqa: PLC0415
    from lark.lexer import Lexer  # noqa: PLC0415

    class NoLexer(Lexer):
        """The tokens are made elsewhere and fed one by one."""

        def __init__(self, _conf: object) -> None:
            """Take the configuration that lark passes and keep none of it."""

        def lex(self, *_given: object) -> Iterator["Leaf"]:
            """Give nothing."""
            return iter(())

    text = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=NoLexer)
