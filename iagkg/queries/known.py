"""Hold the addresses that a user gives to what the dataset knows.

An address that no statement has is a slip of the pen. Some queries would answer all the same (no place is
cited in a workplan that is not there), so it is refused before one is asked.
"""

from collections.abc import Mapping
from typing import Protocol

import pyoxigraph as ox

from iagkg.errors import UsageError
from iagkg.queries.binding import term_of
from iagkg.queries.header import Query

__all__ = ["refuse_unknown"]


class Asked(Protocol):
    """A store that answers an ASK on all graphs."""

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK."""
        ...


def refuse_unknown(store: Asked, query: Query, values: Mapping[str, str]) -> None:
    """Raise UsageError for a value that stands for an address which is in no statement of the store.

    So it does for a value that is not of its type. Values without an address (days, codes, languages) pass,
    and those of the type iri, which may be a part that several addresses share; a parameter that the query
    has not is for `bind` to refuse.
    """
    for name, value in values.items():
        parameter = query.parameter(name)
        term = term_of(parameter, value) if parameter and parameter.type != "iri" else None
        if isinstance(term, ox.NamedNode) and not store.ask(
            f"ASK {{ {{ {term} ?property ?value }} UNION {{ ?thing ?property {term} }} }}"
        ):
            raise UsageError(
                f"{name}: {value!r} is not known in this dataset.",
                f"an address that stands in it; {term} does not",
            )
