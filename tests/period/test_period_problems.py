"""What is odd is told, with a stable name and the words; what is right is not."""

import datetime as dt

import pytest

from iagkg.period import parse_period, to_json

TOLD = [
    ("November – March 2026", {"warning": ["year-not-carried"]}),
    ("March 2027 – January 2026", {"error": ["end-before-start"]}),
    ("21 – 18 April 2016", {"error": ["end-before-start"]}),
    ("2027-2025", {"error": ["end-before-start"]}),
    ("31 February 2026", {"error": ["impossible-date"]}),
    ("29 February 2026", {"error": ["impossible-date"]}),
    ("2025-13-01", {"error": ["impossible-date"]}),
    ("31/13/2025", {"error": ["impossible-date"]}),
    ("Q5 2026", {"error": ["impossible-date"]}),
    ("32 May 2026", {"error": ["impossible-date"]}),
    ("until 15 May", {"warning": ["year-missing"]}),
    ("August – December", {"warning": ["year-missing", "year-missing"]}),
    ("January 2026 – March", {"warning": ["year-missing"]}),
    ("Q2", {"warning": ["year-missing"]}),
    ("03/04/2025", {"warning": ["ambiguous-date"]}),
    ("2008-11", {"warning": ["ambiguous-date"]}),
    ("Aug-25", {"warning": ["short-year"]}),
    ("Aug-99", {"warning": ["short-year-open"]}),
    ("15/01/26", {"warning": ["short-year-open"]}),
    ("2025-", {"warning": ["unfinished"]}),
    ("Monday, 9 December 2016", {"warning": ["weekday"]}),
    ("March 2026 (tbc)", {"info": ["tentative"]}),
    ("mid-2026", {"info": ["not-fixed"]}),
    ("Summer 2026", {"info": ["not-fixed"]}),
    ("Summer 2026 – Dec 2026", {"info": ["not-fixed"]}),
    ("Dec 2025 – summer 2026", {"info": ["not-fixed"]}),
    ("by summer 2026", {"info": ["not-fixed"]}),
    ("2026/27", {"info": ["split-year"]}),
    ("2026/2027", {"info": ["split-year"]}),
    ("before Q1 2026", {"info": ["before"]}),
    ("after 2026", {"info": ["after"]}),
    ("week of 12 May 2025", {"info": ["week"]}),
    ("Report by 15 May 2026", {"info": ["not-read"]}),
    ("subject to funding, 2026", {"info": ["remark"]}),
    ("blue sky", {"info": ["not-read"]}),
]
SILENT = [
    "August – December 2025",
    "March 2026– March 2027",
    "29 February 2028",
    "29 February – 2 March 2028",
    "30/11/2025",
    "05/05/2025",
    "2026/28",
    "2026-27",
    "2025–2026",
    "Friday, 9 December 2016",
    "every March",
    "annually by 31 March",
    "TBD",
    "N/A",
    "",
    " \n ",
    "–",
    "Ongoing",
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_told(text: str, told: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for problem in parse_period(text).problems:
        found.setdefault(problem.severity, []).append(problem.code)
    assert found == told


@pytest.mark.parametrize("text", SILENT)
def test_nothing_to_tell(text: str) -> None:
    period = parse_period(text)
    assert not period.problems
    assert "problems" not in to_json(period)


@pytest.mark.parametrize(
    "text", ["foo 2026", "2 reports in 2026", "the moon", "COP 17 (Yerevan)", "March 2026 x"]
)
def test_unknown_words_are_quoted(text: str) -> None:
    quoted = " ".join(
        problem.message for problem in parse_period(text).problems if problem.severity == "info"
    )
    for word in ("foo", "2 reports", "moon", "Yerevan", '"x"'):
        if word.strip('"') in text.split() or word in text:
            assert word in quoted


def test_a_missing_year_never_comes_from_the_clock() -> None:
    for text in ("until 15 May", "June", "Q2", "31 December", "August – December", "second half of the year"):
        period = parse_period(text)
        assert (period.start, period.end, period.first_day, period.last_day) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("August – December 2025", True),
        ("March 2026 – March 2027", False),
        ("18 – 21 April 2016", True),
        ("April 24–26, 2019", True),
        ("Q1–Q2 2026", True),
        ("2025–2026", False),
        ("November – March 2026", False),
        ("SB 54 (May–June 2021) and SB 58", True),
        ("by December 2025", False),
    ],
)
def test_the_year_of_the_start_is_marked_where_it_is_carried(text: str, carried: bool) -> None:
    assert parse_period(text).carried is carried


def test_a_year_is_not_carried_into_the_bracket_of_another_session() -> None:
    period = parse_period("SB 58 (June) and SB 59 (November 2023)")
    assert period.start is None
    assert [problem.code for problem in period.problems] == ["year-missing"]


def test_json_has_the_documented_form() -> None:
    value = to_json(parse_period("SB 56 and SB 62 (2025)"))
    assert value == {
        "text": "SB 56 and SB 62 (2025)",
        "start": None,
        "end": "2025-12",
        "first_day": None,
        "last_day": "2025-12-31",
        "precision": "mixed",
        "open_ended": False,
        "anchor": ["SB 56", "SB 62"],
        "kind": "multi",
        "carried": False,
    }
    assert to_json(parse_period("by COP 17"))["anchor"] == "COP 17"
    assert to_json(parse_period("2025"))["anchor"] is None
    problem = to_json(parse_period("until 15 May"))["problems"]
    assert isinstance(problem, list)
    assert set(problem[0]) == {"severity", "code", "message"}


def test_the_days_are_those_of_the_printed_months() -> None:
    period = parse_period("February 2028 – Q3 2028")
    assert (period.first_day, period.last_day) == (dt.date(2028, 2, 1), dt.date(2028, 9, 30))


def test_too_long_a_text_is_told_and_kept() -> None:
    text = "March 2026 " * 100_000
    period = parse_period(text)
    assert period.text == text
    assert [problem.code for problem in period.problems] == ["too-long"]
    assert period.start is None


def test_white_space_alone_makes_no_text_too_long() -> None:
    assert parse_period("March" + " " * 100_000 + "2026").start == "2026-03"
