"""What the words of a cell mean, however they are written: a status, a thing to do, a list of terms."""

import re
from collections.abc import Callable

from iagkg.progress.followup import action_named
from iagkg.progress.statuses import status_code
from iagkg.vocabulary.model import Vocabulary

__all__ = ["TAGS", "Sense", "sense_of"]

TAGS = {"subjects": ("subject", "CBD-SUBJECTS"), "targets_accepted": ("target", "GBF-TARGETS")}
"""The columns that hold terms: the relation of a tag, and the domain its terms are from."""
Sense = Callable[[str, str], frozenset[str]]
_IDENTIFIER = re.compile(r"(?:CBD|GBF)-[A-Z0-9-]+")


def sense_of(vocabulary: Vocabulary) -> Sense:
    """Return what tells the meaning of a cell by its column and words: codes, identifiers, else the words."""
    terms = {
        name: [term for term in vocabulary.of_domain(domain) if term.status != "withdrawn"]
        for name, (_, domain) in TAGS.items()
    }
    known = {name: {term.identifier for term in found} for name, found in terms.items()}
    labels = {
        name: {label.text.casefold(): term.identifier for term in reversed(found) for label in term.labels}
        for name, found in terms.items()
    }

    def concept(column: str, words: str) -> str:
        found = (one for one in _IDENTIFIER.findall(words.upper()) if one in known[column])
        return next(found, labels[column].get(words.casefold(), words))

    def sense(column: str, words: str) -> frozenset[str]:
        if column in TAGS:
            return frozenset(concept(column, one.strip()) for one in words.split(";") if one.strip())
        if column == "status":
            return frozenset({status_code(words) or words})
        if column == "to_do":
            return frozenset({action_named(words) or words})
        return frozenset({words})

    return sense
