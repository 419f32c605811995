"""Check the keys of a field against the vocabulary: unknown, dead, doubled, spelt another way, broader."""

import re
from collections.abc import Iterator, Mapping

from iagkg.chm.lint_model import Finding, shown
from iagkg.vocabulary.lookup import Index
from iagkg.vocabulary.model import Term, Vocabulary

__all__ = ["DOMAIN_OF", "Key", "KeyCheck"]

Key = tuple[str, str]
"""A path and the key that stands there."""

DOMAIN_OF: Mapping[str, str] = {
    "gbfTargets": "GBF-TARGETS",
    "gbfTarget": "GBF-TARGETS",
    "dttGbfTarget": "GBF-TARGETS",
    "globalTargetAlignment": "GBF-TARGETS",
    "gbfGoals": "GBF-GOALS",
    "globalGoalAlignment": "GBF-GOALS",
    "dttGbfGoal": "GBF-GOALS",
    "aichiTargets": "AICHI-TARGETS",
    "aichiTarget": "AICHI-TARGETS",
    "otherAichiTargets": "AICHI-TARGETS",
    "dttAichiTarget": "AICHI-TARGETS",
    "cbdSubjects": "CBD-SUBJECTS",
    "subjects": "CBD-SUBJECTS",
    "subject": "CBD-SUBJECTS",
    "themes": "CBD-SUBJECTS",
    "dttSubject": "CBD-SUBJECTS",
    "tags": "",
    "status": "NCHM-EVENT-STATUS",
    "type": "CALENDAR-OF-ACTIVITY-TYPES",
}
"""Which list the keys of a field come from, by its plain name; empty: any."""
_BESIDE = {"CBD-SUBJECTS": ("GBF-TARGETS-CONSIDERATIONS",)}
"""Lists that a field may take beside its own."""
_GUID = re.compile(r"[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9A-F]{24,32}", re.IGNORECASE)
_EXAMPLES = {"CBD-SUBJECTS": "CBD-SUBJECT-KM", "GBF-TARGETS": "GBF-TARGET-21"}
_LONGEST = 300


class KeyCheck:
    """The vocabulary, ready to check many fields; `decisions` are the numbers that the register knows."""

    def __init__(self, vocabulary: Vocabulary, decisions: frozenset[str] = frozenset()) -> None:
        self.vocabulary = vocabulary
        self.decisions = decisions
        self._index = Index(vocabulary)
        self._same = {
            frozenset((relation.identifier, relation.other))
            for relation in vocabulary.relations
            if relation.relation == "related" and relation.domain == relation.other_domain
        }
        self._near: dict[tuple[str, str], str] = {}

    def keys(self, file: str, keys: list[Key], domain: str, *, expanded: bool = False) -> Iterator[Finding]:
        """Yield what is odd about the keys of a field; an `expanded` one holds broader terms on purpose."""
        found: dict[str, tuple[str, Term]] = {}
        seen: set[str] = set()
        for path, key in keys:
            if key in seen:
                yield Finding(file, path, "doubled", shown(key), "each key once")
                continue
            seen.add(key)
            term, finding = self._one(file, path, key, domain)
            if finding is not None:
                yield finding
            if term is None:
                continue
            if term.identifier in found:
                yield Finding(file, path, "doubled", shown(key), f"{term.identifier} once")
            found.setdefault(term.identifier, (path, term))
        if not expanded:
            yield from self._beside(file, found)

    def _one(self, file: str, path: str, key: str, domain: str) -> tuple[Term | None, Finding | None]:
        if len(key) > _LONGEST:
            return None, Finding(file, path, "unknown-key", shown(key), self._example(domain))
        matches = [m for m in self._index.find(key) if not domain or m.term.domain in self._lists(domain)]
        if not matches:
            return None, self._unknown(file, path, key, domain)
        match = matches[0]
        if match.term.status == "withdrawn":
            return match.term, Finding(file, path, "dead-key", shown(key), self._nearest(key, domain))
        code = {"exact": "", "former": "former-key", "spelling": "spelling"}[match.how]
        return match.term, Finding(file, path, code, shown(key), match.term.identifier) if code else None

    def _unknown(self, file: str, path: str, key: str, domain: str) -> Finding | None:
        if _GUID.fullmatch(key) or _HEX.fullmatch(key):
            return None  # keys of lists whose terms are not known here
        elsewhere = [match.term for match in self._index.find(key)]
        if elsewhere:
            return Finding(file, path, "wrong-list", shown(key), self._example(domain))
        labelled = self._index.labelled(key, domain) or ([] if domain else self._index.labelled(key))
        if labelled:
            names = " or ".join(dict.fromkeys(term.identifier for term in labelled))
            return Finding(file, path, "label", shown(key), names)
        return Finding(file, path, "unknown-key", shown(key), self._nearest(key, domain))

    @staticmethod
    def _lists(domain: str) -> tuple[str, ...]:
        return (domain, *_BESIDE.get(domain, ()))

    def _nearest(self, key: str, domain: str) -> str:
        place = (key, domain)
        if place not in self._near:
            near = self._index.suggest(key, domain, 2)
            names = " or ".join(term.identifier for term in near if not term.status)
            self._near[place] = names or self._example(domain)
        return self._near[place]

    def _example(self, domain: str) -> str:
        terms = [term.identifier for term in self.vocabulary.of_domain(domain) if not term.status]
        usual = _EXAMPLES.get(domain, "")
        named = usual if usual in terms else next(iter(terms), "")
        return f"a key such as {named}" if named else "a key of the vocabulary"

    def _beside(self, file: str, found: dict[str, tuple[str, Term]]) -> Iterator[Finding]:
        """Yield broader terms beside narrower ones, and two keys that stand for one idea."""
        above: dict[str, str] = {}
        for identifier, (_, term) in found.items():
            for broader in self._ancestors(term):
                above.setdefault(broader, identifier)
        for identifier, (path, _) in found.items():
            if identifier in above:
                yield Finding(file, path, "broader", identifier, f"{above[identifier]} alone")
        names = list(found)
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                if frozenset((one, other)) in self._same:
                    yield Finding(file, found[other][0], "two-keys", other, f"{one} or {other}")

    def _ancestors(self, term: Term) -> set[str]:
        found: set[str] = set()
        waiting = list(term.broader)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                higher = self.vocabulary.by_key.get((term.domain, name))
                waiting += higher.broader if higher else ()
        return found
