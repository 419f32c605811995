"""Values of parameters: typed, checked, and never able to change the query."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iagkg.errors import UsageError
from iagkg.queries import Parameter, bind, catalogue
from iagkg.queries.binding import term_of
from iagkg.queries.header import TYPES

PIECES = [
    '"',
    "\\",
    "\n",
    "\\u0022",
    '"""',
    "'",
    "{",
    "}",
    "#",
    "<",
    ">",
    ")",
    "(",
    "?x",
    " ",
    "16/9",
    "en",
    "é",
    "WS1.T1",
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30)

DECISION = "https://w3id.org/iagkg/id/decision/cbd/cop/"


def parameter(kind: str) -> Parameter:
    return Parameter("x", kind, "all", "A value")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("decision", "16/9", "<https://w3id.org/iagkg/id/decision/cbd/cop/16/9>"),
        ("decision", "CBD/COP/DEC/XIII/23", "<https://w3id.org/iagkg/id/decision/cbd/cop/13/23>"),
        ("decision", "décision\u00a016/9 de la Conférence des Parties", f"<{DECISION}16/9>"),
        ("provision", "Dec. 16/9 B, para. 9 (a)", "<https://w3id.org/iagkg/id/decision/cbd/cop/16/9/b/9/a>"),
        ("workplan", "iag-tsc/2025-2027", "<https://w3id.org/iagkg/id/workplan/iag-tsc/2025-2027>"),
        ("date", "2026-02-28", '"2026-02-28"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("integer", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("lang", "fr", '"fr"'),
        ("code", "executive-secretary", '"executive-secretary"'),
        ("code", "CBD-SUBJECT-CB", '"CBD-SUBJECT-CB"'),
        ("workstream", "WS2", '"WS2"'),
        ("workstream", "ws2", '"WS2"'),
        *(
            ("target", value, "<http://metadata.cbd.int/kmgbf/target_21>")
            for value in ("21", "Target 21", "KMGBF Target 21", "GBF-TARGET-21")
        ),
        ("target", "GBF-TARGET-03", "<http://metadata.cbd.int/kmgbf/target_3>"),
        ("target", "a", "<http://metadata.cbd.int/kmgbf/goal_A>"),
        ("target", "Goal D", "<http://metadata.cbd.int/kmgbf/goal_D>"),
        ("target", "http://metadata.cbd.int/kmgbf/goal_B", "<http://metadata.cbd.int/kmgbf/goal_B>"),
        ("task", "WS1.T2/2.2(a)", '"WS1.T2/2.2(a)"'),
        ("iri", "http://metadata.cbd.int/kmgbf/target_21", "<http://metadata.cbd.int/kmgbf/target_21>"),
    ],
)
def test_values_become_terms(kind: str, value: str, term: str) -> None:
    assert str(term_of(parameter(kind), value)) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            ("decision", "nothing"),
            ("decision", "decisions 16/9 and 16/3"),
            ("decision", "decision 16/9 is of interest"),
            ("decision", "16/9) } DROP ALL"),
            ("decision", "16/9\u2028"),
            ("provision", "16/9''' B, para. 9 (a)"),
            ("provision", "16/9 B,) para. 9 (a)"),
            ("provision", "16/9 (B, para. 9 (a)"),
            ("provision", "16/9"),
            ("workplan", "iag-tsc"),
        ),
        *(
            ("date", "2026-02-30"),
            ("date", "20260228"),
            ("date", "2026-2-3"),
            ("integer", "1e3"),
            ("integer", "٣"),
        ),
        *(
            ("code", ""),
            ("code", "a b"),
            ("code", "-x"),
            ("workstream", "WS0"),
            ("workstream", "2"),
            ("target", "24"),
            ("target", "0"),
            ("target", "E"),
            ("target", "Aichi Target 5"),
            ("target", "http://metadata.cbd.int/kmgbf/> ?x"),
        ),
        *(
            ("lang", "EN"),
            ("lang", ""),
            ("task", "WS0.T1"),
            ("iri", "javascript:alert(1)"),
            ("iri", "http://x/> ?y"),
        ),
    ],
)
def test_other_values_are_refused(kind: str, value: str) -> None:
    with pytest.raises(UsageError, match="cannot be taken"):
        term_of(parameter(kind), value)


@given(st.sampled_from(TYPES), HOSTILE)
def test_hostile_text_is_a_term_or_refused(kind: str, value: str) -> None:
    try:
        term = term_of(parameter(kind), value)
    except UsageError:
        return
    store = ox.Store()
    answer = store.query(f"SELECT ?x WHERE {{ VALUES (?x) {{ ({term}) }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    rows = list(answer)
    assert [row["x"] for row in rows] == [term]


def test_unknown_parameters_are_refused() -> None:
    with pytest.raises(UsageError, match="no parameter 'colour'") as caught:
        bind(catalogue()["ends-by"], {"colour": "red"})
    assert "date" in caught.value.expected
