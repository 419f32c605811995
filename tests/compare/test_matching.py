"""Which task is which: what a person says, keys, likeness; what is not clear is asked and never guessed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pairs import THINGS, cites, dated, made_pair, made_task, seeded, side

from iagkg.compare.assigning import best_pairs
from iagkg.compare.matching import NOTHING_SAID, Matching, Said, match, said_of
from iagkg.compare.side import Entry, Side
from iagkg.errors import UsageError


def plan(*tasks: Entry, version: str = "one") -> Side:
    return side([("Title", list(tasks))], version)


def task(text: str, mandate: str = "16/3, para. 6", period: str = "2026") -> Entry:
    return dated(cites(Entry("", "", text, "", {}, "", ()), [mandate]), period)


def refs(found: Matching) -> list[tuple[str, str]]:
    return [(mine.ref, theirs.ref) for mine, theirs in found.pairs]


OTHERS = [made_task(seeded(seed)) for seed in range(5)]
BEFORE = task(f"Provide advice on {THINGS[0]} and {THINGS[7]}")
AFTER = task(f"Assess {THINGS[0]} together with partners and prepare a handbook for national focal points")


def test_an_uncertain_pair_is_asked_and_neither_dropped_nor_added() -> None:
    old, new = plan(*OTHERS, BEFORE), plan(*OTHERS, AFTER, version="two")
    found = match(old, new)
    assert [(mine.ref, theirs.ref) for mine, theirs in found.uncertain] == [("WS1.T6", "WS1.T6")]
    assert not found.added
    assert not found.dropped
    same = match(old, new, said_of(["ws1.t6=WS1.T6"], []))
    assert ("WS1.T6", "WS1.T6") in refs(same)
    assert not same.uncertain
    different = match(old, new, said_of([], ["WS1.T6=WS1.T6"]))
    assert [one.ref for one in different.added] == [one.ref for one in different.dropped] == ["WS1.T6"]
    assert not different.uncertain


def test_two_equally_good_partners_are_asked() -> None:
    twin = task("Provide advice on the central portal and its content in the first phase")
    one = task("Provide advice on the central portal and its content in the second phase")
    two = task("Provide advice on the central portal and its content in the third phase")
    found = match(plan(*OTHERS, twin), plan(*OTHERS, one, two, version="two"))
    assert len(found.uncertain) == 1
    assert len(found.pairs) == 5


def test_tasks_with_the_same_content_are_paired_in_their_order() -> None:
    twin = OTHERS[0]
    found = match(plan(twin, twin, twin), plan(twin, twin, version="two"))
    assert refs(found) == [("WS1.T1", "WS1.T1"), ("WS1.T2", "WS1.T2")]
    assert [one.ref for one in found.dropped] == ["WS1.T3"]


def test_a_mandate_tells_tasks_with_the_same_words_apart() -> None:
    one, two = task("Provide advice", "16/3, para. 6"), task("Provide advice", "16/3, para. 7")
    assert refs(match(plan(one, two), plan(two, one, version="two"))) == [
        ("WS1.T2", "WS1.T1"),
        ("WS1.T1", "WS1.T2"),
    ]


def test_keys_go_before_words_and_what_is_said_before_keys() -> None:
    one, two = replace(OTHERS[0], key="made-001"), replace(OTHERS[1], key="made-002")
    new = plan(replace(OTHERS[1], key="made-001"), replace(OTHERS[0], key="made-002"), version="two")
    old = plan(one, two)
    assert refs(match(old, new)) == [("WS1.T1", "WS1.T1"), ("WS1.T2", "WS1.T2")]
    said = Said(same=(("WS1.T1", "WS1.T2"),))
    assert refs(match(old, new, said)) == [("WS1.T2", "WS1.T1"), ("WS1.T1", "WS1.T2")]
    elsewhere = replace(new, workplan="other")
    assert refs(match(old, elsewhere)) == [("WS1.T2", "WS1.T1"), ("WS1.T1", "WS1.T2")]


@pytest.mark.parametrize(
    ("same", "different", "words"),
    [
        (["WS1.T2"], [], "not understood"),
        (["WS1=WS1.T2"], [], "not understood"),
        ([], ["x=y"], "--different x=y"),
    ],
)
def test_what_is_no_pair_is_refused(same: list[str], different: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        said_of(same, different)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(same=(("WS1.T9", "WS1.T1"),)), "old version has no task WS1.T9"),
        (Said(different=(("WS1.T1", "WS9.T1"),)), "new version has no task WS9.T1"),
        (Said((("WS1.T1", "WS1.T1"),), (("WS1.T1", "WS1.T1"),)), "said to be the same and different"),
        (Said((("WS1.T1", "WS1.T1"), ("WS1.T1", "WS1.T2"))), "WS1.T1 is named twice"),
        (Said((("WS1.T1", "WS1.T2"), ("WS1.T2", "WS1.T2"))), "WS1.T2 is named twice"),
    ],
)
def test_what_is_said_is_held_against_the_versions(said: Said, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        match(plan(*OTHERS), plan(*OTHERS, version="two"), said)


@given(st.integers(0, 2**32))
def test_no_wrong_pair_and_nothing_lost(seed: int) -> None:
    pair = made_pair(seed)
    found = match(pair.old, pair.new, NOTHING_SAID)
    assert set(refs(found)) <= pair.pairs
    mine = [one.ref for one, _ in (*found.pairs, *found.uncertain)] + [one.ref for one in found.dropped]
    theirs = [one.ref for _, one in (*found.pairs, *found.uncertain)] + [one.ref for one in found.added]
    assert sorted(mine) == sorted(one.ref for one in pair.old.tasks)
    assert sorted(theirs) == sorted(one.ref for one in pair.new.tasks)


VALUES = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.floats(0.01, 1), max_size=14
)


@given(VALUES)
def test_the_assignment_is_the_best_of_all(values: dict[tuple[str, str], float]) -> None:
    def best(rows: str, taken: frozenset[str]) -> float:
        if not rows:
            return 0.0
        choices = [
            values[rows[0], column] + best(rows[1:], taken | {column})
            for column in "vwxyz"
            if (rows[0], column) in values and column not in taken
        ]
        return max([best(rows[1:], taken), *choices])

    found = best_pairs(values)
    assert all(pair in values for pair in found.items())
    assert len(set(found.values())) == len(found)
    assert sum(values[pair] for pair in found.items()) == pytest.approx(best("abcde", frozenset()))
