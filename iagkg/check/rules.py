"""The rules of `ontology/iagkg-shapes.ttl`, to be looked up."""

from functools import cache

import pyoxigraph as ox

from iagkg.check.facts import Facts
from iagkg.files import shipped
from iagkg.names import PREFIXES

__all__ = ["SHAPES", "rules", "rules_from", "rules_path", "sh"]

SHAPES = "https://w3id.org/iagkg/shapes#"
_SH = PREFIXES["sh"]


def sh(name: str) -> str:
    """Return the address of a term of SHACL."""
    return _SH + name


def rules_path() -> str:
    """Return the path of the file of rules."""
    return str(shipped("ontology", "iagkg-shapes.ttl"))


@cache
def rules() -> Facts:
    """Return the rules."""
    return rules_from(rules_path())


def rules_from(path: str) -> Facts:
    """Return the rules of a Turtle file."""
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.TURTLE)
    return Facts(store)
