"""What holds for every interval and for every text."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from iagkg.files import read_table, shipped
from iagkg.period import parse_period, to_json, words
from iagkg.period.model import Period, Precision
from iagkg.period.vocabulary import vocabulary

SIZES: dict[Precision, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
LANGUAGES = ("en", "fr", "es")
WORDS = [
    row["word"]
    for row in read_table(shipped("data", "period_words.tsv"), ("word", "meaning", "value", "language"))
    if row["meaning"] != "print"
]
SCRAPS = [
    "2025", "2026", "1998", "12", "3", "31", "99", "(", ")", "–", "-", "/", ",", ";", ".", ":", "COP 17",
    "SB 56", "Q1", "H2", "24-25", "'25", "\n", "\\n", "2025-08", "03/04/2025", "2026-05-15", "18.04", "1er",
    "foo", "KCI", "6 months", "Aug-25", "٣", "²", "\u2011", "\x00",
]  # fmt: skip


def value(period: Period) -> Period:
    return replace(period, text="", problems=(), carried=False)


@st.composite
def units(draw: st.DrawFn) -> Period:
    """One or several whole units of a precision: a point, an interval."""
    precision = draw(st.sampled_from(sorted(SIZES)))
    size = SIZES[precision]
    first = draw(st.integers(1900 * 12 // size, 2190 * 12 // size - 1)) * size
    last = first + draw(st.integers(0, 8)) * size
    start, end = (first // 12, first % 12 + 1), ((last + size - 1) // 12, (last + size - 1) % 12 + 1)
    following = (end[0] + 1, 1) if end[1] == 12 else (end[0], end[1] + 1)
    return Period(
        "",
        f"{start[0]}-{start[1]:02}",
        f"{end[0]}-{end[1]:02}",
        dt.date(*start, 1),
        dt.date(*following, 1) - dt.timedelta(days=1),
        precision,
        kind="point" if precision == "month" and first == last else "interval",
    )


@st.composite
def days(draw: st.DrawFn) -> Period:
    first = draw(st.dates(dt.date(1900, 1, 1), dt.date(2197, 12, 31)))
    last = first + dt.timedelta(days=draw(st.sampled_from([0, 1, 4, 40, 400])))
    kind: dict[str, object] = {"kind": "point" if first == last else "interval"}
    return replace(Period("", first.isoformat(), last.isoformat(), first, last, "day"), **kind)  # type: ignore[arg-type]


@given(st.one_of(units(), days()), st.sampled_from(LANGUAGES))
def test_words_read_back(period: Period, lang: str) -> None:
    text = words(period, lang)
    read = parse_period(text)
    assert value(read) == period, text
    assert not read.problems


@given(st.one_of(units(), days()), st.sampled_from(LANGUAGES))
def test_deadlines_and_starts_read_back(period: Period, lang: str) -> None:
    deadline = replace(period, start=None, first_day=None, kind="deadline")
    start = replace(period, end=None, last_day=None, kind="start", open_ended=True)
    again = replace(start, kind="recurring")
    for one in (deadline, start, again):
        assert value(parse_period(words(one, lang))) == one, words(one, lang)


CASES: dict[str, Callable[[str], str]] = {
    "printed": str,
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
}
STYLES = {
    "en": ["{a} {y} – {b} {z}", "{a} {y}-{b} {z}", "from {a} {y} to {b} {z}", "between {a} {y} and {b} {z}",
           "{a}, {y} to {b}, {z}", "{a} {y} through {b} {z}", "{a}\u00a0{y}\u00a0\u2013 {b}\n{z}"],
    "fr": ["{a} {y} – {b} {z}", "de {a} {y} à {b} {z}", "entre {a} {y} et {b} {z}", "{a} {y} au {b} {z}"],
    "es": ["{a} de {y} – {b} de {z}", "de {a} de {y} a {b} de {z}", "entre {a} {y} y {b} {z}",
           "desde {a} de {y} hasta {b} de {z}"],
}  # fmt: skip


@given(units().filter(lambda period: period.precision == "month" and period.start != period.end), st.data())
def test_styles_of_intervals(period: Period, data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(LANGUAGES))
    style = data.draw(st.sampled_from(STYLES[lang]))
    assert period.first_day
    assert period.last_day
    names = vocabulary().months[lang]
    first, last = period.first_day, period.last_day
    case = data.draw(st.sampled_from(sorted(CASES)))
    months = {"a": CASES[case](names[first.month - 1]), "b": CASES[case](names[last.month - 1])}
    text = style.format(y=first.year, z=last.year, **months)
    assert value(parse_period(text)) == period, text


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1900, 2199), st.sampled_from(LANGUAGES))
def test_a_year_is_carried_only_where_the_months_are_in_order(
    first: int, last: int, year: int, lang: str
) -> None:
    names = vocabulary().months[lang]
    period = parse_period(f"{names[first - 1]} – {names[last - 1]} {year}")
    assert period.end == f"{year}-{last:02}"
    if first <= last:
        assert (period.start, period.carried) == (f"{year}-{first:02}", True)
    else:
        assert (period.start, period.carried) == (None, False)
        assert [problem.code for problem in period.problems] == ["year-not-carried"]


texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS + SCRAPS * 8), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS + SCRAPS * 20), max_size=14).map("".join),
)


@given(texts)
@example("0000-01-01")
@example("01.01.0000 – 31.12.9999")
@example("December 9999")
@example("(((2025)")
@example("Aug-25-2025-08")
def test_any_text(text: str) -> None:
    period = parse_period(text)
    assert period.text == text
    assert parse_period(text) == period
    to_json(period)
    for lang in LANGUAGES:
        words(period, lang)
    first, last = period.first_day, period.last_day
    assert (first is None, last is None) == (period.start is None, period.end is None)
    if first and last:
        assert first <= last
    for day, bound in ((first, period.start), (last, period.end)):
        if day and bound:
            assert day.isoformat().startswith(bound)
            assert len(bound) == (10 if period.precision == "day" else 7)
            assert str(day.year) in text or f"{day.year % 100:02}" in text
    if period.carried:
        assert period.start
    if period.open_ended:
        assert period.end is None


@given(texts)
def test_an_unknown_word_is_told_or_stands_in_an_anchor(text: str) -> None:
    period = parse_period(f"{text} zzqqy")
    told = [problem.message for problem in period.problems]
    assert any("zzqqy" in words for words in (*told, *period.anchors))
