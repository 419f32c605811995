"""Periods in words for people, and the table of words."""

import pytest

from iagkg.errors import UsageError
from iagkg.period import bound_words, parse_period, words
from iagkg.period.vocabulary import vocabulary

SAID = [
    ("August – December 2025", "August 2025 – December 2025", "août 2025 – décembre 2025",
     "agosto de 2025 – diciembre de 2025"),
    ("by December 2025", "by December 2025", "au plus tard décembre 2025", "a más tardar diciembre de 2025"),
    ("COP 17 (October 2026)", "October 2026 (COP 17)", "octobre 2026 (COP 17)", "octubre de 2026 (COP 17)"),
    ("Q2 2026", "Q2 2026", "T2 2026", "T2 de 2026"),
    ("H2 2026", "second half of 2026", "deuxième semestre 2026", "segundo semestre de 2026"),
    ("2025-2027", "2025 – 2027", "2025 – 2027", "2025 – 2027"),
    ("ongoing", "ongoing", "en cours", "en curso"),
    ("TBD", "no date", "sans date", "sin fecha"),
    ("COP 17", "COP 17", "COP 17", "COP 17"),
    ("2025, 2027", "2025, 2027", "2025, 2027", "2025, 2027"),
    ("November – March 2026", "until March 2026", "jusqu'à mars 2026", "hasta marzo de 2026"),
    ("15 May 2026", "15 May 2026", "15 mai 2026", "15 de mayo de 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "en", "fr", "es"), SAID)
def test_words(text: str, en: str, fr: str, es: str) -> None:
    period = parse_period(text)
    assert tuple(words(period, lang) for lang in ("en", "fr", "es")) == (en, fr, es)


def test_a_month_is_never_shown_as_its_last_day() -> None:
    period = parse_period("August – December 2025")
    assert bound_words(period, "end") == "December 2025"
    assert "31" not in words(period)


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError):
        words(parse_period("TBD"), "de")


def test_every_meaning_is_one_that_the_reader_knows() -> None:
    grammar = (
        "and or to until from between onward not-before by by-after before after within each"
        " ongoing recurring tbd tentative no-deadline no-date relative week event early begin-of mid late"
        " end-of about ordinal month quarter half season dash"
    )
    taken_away = "filler of weekday unit phase number to-or-at throughout body next remark"
    used = {meaning for word in vocabulary().exact.values() for meaning in word.meanings}
    assert used == set(grammar.split()) | set(taken_away.split())


def test_every_value_of_a_month_weekday_and_number_is_a_number() -> None:
    for phrase, word in vocabulary().exact.items():
        if {"month", "weekday", "number", "ordinal"} & set(word.meanings):
            assert word.value.isdecimal(), phrase


def test_twelve_months_in_three_languages() -> None:
    assert {len(vocabulary().months[lang]) for lang in ("en", "fr", "es")} == {12}
