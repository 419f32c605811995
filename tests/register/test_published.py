"""Decisions as published: every form of the same made decision gives the same paragraphs."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_decision import KEYS, PLACES, TEXTS, automatic, pasted, typed
from made_word import p, word_file

from iagkg.citation import provision_iri
from iagkg.citation.model import Citation
from iagkg.errors import InputError
from iagkg.register.model import PLACE, Paragraph
from iagkg.register.published import PublishedReading, confirm, decision_named, read_published

FORMS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "numbered by Word": lambda lang: ("x.docx", automatic(lang)),
    "typed in Word": lambda lang: ("x.docx", typed(lang)),
    "pasted": lambda lang: ("x.txt", pasted(lang).encode()),
    "pasted, Windows": lambda lang: ("x.txt", pasted(lang).replace("\n", "\r\n").encode("utf-8-sig")),
    "pasted, UTF-16": lambda lang: ("x.txt", pasted(lang).encode("utf-16")),
}


def text_of(words: str, lang: str = "en") -> PublishedReading:
    return read_published("x.txt", words.encode(), lang)


def places(reading: PublishedReading) -> list[str]:
    return [shown(item) for item in reading.paragraphs]


def shown(item: Paragraph) -> str:
    parts = (item.part, item.annex and f"annex {item.annex}", item.section and f"section {item.section}")
    words = [*filter(None, parts), item.para, *(f"({sub})" for sub in (item.sub, item.subsub) if sub)]
    apart = f"{item.kind} {item.number}" if item.kind in {"preamble", "footnote"} else ""
    return " ".join(filter(None, [*words, apart]))


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("form", FORMS)
def test_all_forms_give_the_same_paragraphs(form: str, lang: str) -> None:
    name, content = FORMS[form](lang)
    reading = read_published(name, content, lang)
    assert [(item.kind, *(getattr(item, name) for name in PLACE)) for item in reading.paragraphs] == PLACES
    assert [item.text[lang] for item in reading.paragraphs] == [TEXTS[lang][key] for key in KEYS]
    assert (reading.found_symbol, reading.found_decision) == ("CBD/COP/DEC/16/9", "16/9")
    assert reading.found_title.split()[-1] in {"keepers", "gardiens", "guardianes"}
    assert {problem.code for problem in reading.problems} <= {"tracked-changes"}
    assert [item.note for item in reading.paragraphs if item.kind == "footnote"] == ["marked in: A, para. 1"]


def test_tracked_changes_are_told() -> None:
    reading = read_published("x.docx", automatic("en"), "en")
    assert [problem.message for problem in reading.problems] == [
        "The document has tracked changes: 1 insertions were taken, 2 deletions left out. "
        "Check that it is the final text."
    ]


def test_windows_1252_is_read_with_a_warning() -> None:
    reading = read_published("x.txt", pasted("fr").encode("cp1252"), "fr")
    assert [problem.code for problem in reading.problems] == ["encoding"]
    assert reading.paragraphs == read_published("x.txt", pasted("fr").encode(), "fr").paragraphs


def test_a_place_has_the_address_of_its_citation() -> None:
    (item,) = (i for i in text_of("B. Two\n\n9. Requests:\n\n(a) One;").paragraphs if i.sub)
    citation = Citation(
        type="decision", decision="16/9", body="COP", part=item.part, para=item.para, sub=item.sub
    )
    assert provision_iri(citation) == "https://w3id.org/iagkg/id/decision/cbd/cop/16/9/b/9/a"


LETTERS = "abcdefgh"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1. To:\n" + "".join(f"({c}) x;\n" for c in "abcdefghij"), [f"1 ({c})" for c in "abcdefghij"]),
        ("1. To:\n(a) x:\n(i) y;\n(ii) y;\n(b) z.", ["1 (a)", "1 (a) (i)", "1 (a) (ii)", "1 (b)"]),
        ("1. To:\n(i) y;\n(ii) y;\n(iii) y.", ["1 (i)", "1 (ii)", "1 (iii)"]),
        ("1. To:\n(i) y:\n(a) z;\n(b) z;\n(ii) y.", ["1 (i)", "1 (i) (a)", "1 (i) (b)", "1 (ii)"]),
        (
            "1. To:\n" + "".join(f"({c}) x;\n" for c in LETTERS) + "(i) y;\n(ii) z;\n",
            [*(f"1 ({c})" for c in LETTERS), "1 (h) (i)", "1 (h) (ii)"],
        ),
        (
            "1. To:\n" + "".join(f"({c}) x;\n" for c in LETTERS) + "    (i) y;\n(i) z;\n(j) z.",
            [*(f"1 ({c})" for c in LETTERS), "1 (h) (i)", "1 (i)", "1 (j)"],
        ),
        (
            "1. To:\n(a) x:\n" + "".join(f"({c}) y;\n" for c in ("i", "ii", "iii", "iv", "v", "vi")),
            ["1 (a)", *(f"1 (a) ({c})" for c in ("i", "ii", "iii", "iv", "v", "vi"))],
        ),
    ],
)
def test_letters_and_roman_numbers(words: str, expected: list[str]) -> None:
    reading = text_of(words)
    assert places(reading) == ["1", *expected]
    assert not reading.problems


def test_sections_by_roman_numbers_with_letters_inside() -> None:
    words = "I. One\n1. x.\n2. x.\nII. Two\nA. In two\n3. x.\nB. Too\n4. x.\nIII. Three\n5. x."
    assert places(text_of(words)) == [
        *("section I", "section I 1", "section I 2", "section II", "section II A", "section II A 3"),
        *("section II B", "section II B 4", "section III", "section III 5"),
    ]


def test_lettered_parts_reach_the_ninth_letter() -> None:
    words = "".join(f"{letter}. Title\n1. x.\n" for letter in "ABCDEFGHIJ")
    assert [place for place in places(text_of(words)) if len(place) == 1] == list("ABCDEFGHIJ")


def test_annexes_with_numbers_titles_and_sections() -> None:
    words = (
        "1. Adopts the annexes.\n\nAnnex I\nPlan\n\nI. Aims\n1. x.\nA. Part\n2. y.\n\n"
        "Annex II. Terms of reference\n1. Members:\n(a) z.\n\nAnnex 3: More\n1. q.\n"
    )
    reading = text_of(words)
    assert places(reading) == [
        *("1", "annex I", "annex I section I", "annex I section I 1", "annex I section I A"),
        *("annex I section I A 2", "annex II", "annex II 1", "annex II 1 (a)", "annex III", "annex III 1"),
    ]
    assert [item.text["en"] for item in reading.paragraphs if item.kind == "annex"] == [
        *("Plan", "Terms of reference", "More")
    ]


def test_a_sentence_on_an_annex_is_no_annex() -> None:
    assert places(
        text_of("1. x.\nAnnex I to the present decision is adopted as it stands today.\n2. y.")
    ) == ["1", "2"]


def test_words_without_a_number_are_joined_and_noted() -> None:
    reading = text_of("1. Requests:\n(a) One;\n(b) Two;\n\nAnd also all the rest.\n\n2. Ends.")
    assert reading.paragraphs[0].text["en"] == "Requests: And also all the rest."
    assert reading.paragraphs[0].note == "joined, printed after the list: And also all the rest."
    assert places(reading) == ["1", "1 (a)", "1 (b)", "2"]


def test_lines_broken_by_a_program_are_one_paragraph() -> None:
    reading = text_of("1. Requests the keeper\nof the lamp to shine;\n2. Ends.")
    assert [item.text["en"] for item in reading.paragraphs] == [
        "Requests the keeper of the lamp to shine;",
        "Ends.",
    ]
    assert not reading.paragraphs[0].note


def test_what_stands_on_every_page_is_no_paragraph() -> None:
    reading = text_of("1. One.\n\nCBD/COP/DEC/16/9\nPage 2\n\n2. Two.\n/...\n\n- 3 -\n\n3. Three.")
    assert [item.text["en"] for item in reading.paragraphs] == ["One.", "Two.", "Three."]
    assert reading.head == ("CBD/COP/DEC/16/9", "Page 2", "/...", "- 3 -")
    assert not reading.problems


def test_a_heading_inside_goes_to_the_paragraph_below() -> None:
    body = [
        p("1. x."),
        p("<w:r><w:rPr><w:b/></w:rPr><w:t>Resources</w:t></w:r>"),
        p("2. y."),
    ]
    reading = read_published("x.docx", word_file(body), "en")
    assert [item.note for item in reading.paragraphs] == ["", "under the heading: Resources"]


def test_what_has_no_place_is_kept_and_told() -> None:
    words = (
        "1. Adopts.\n\nAnnex\nPlan\n\nGoal 1. Lamps shine\n\n1. x.\n2. y.\n\nGoal 2. Keepers rest\n\n"
        "1. z.\n(a) w.\n\nAppendix\n\n1. deep."
    )
    reading = text_of(words)
    assert places(reading) == ["1", "annex unnumbered", "annex unnumbered 1", "annex unnumbered 2"]
    note = reading.paragraphs[1].note
    for kept in ("Goal 1. Lamps shine", "Goal 2. Keepers rest", "1. z.", "(a) w.", "Appendix", "1. deep."):
        assert kept in note
    told = {(problem.code, problem.found, problem.line) for problem in reading.problems}
    assert told == {
        ("place-doubled", "1. z.", 13),
        ("item-without-place", "(a) w.", 14),
        ("appendix", "Appendix", 16),
        ("appendix", "1. deep.", 18),
    }


def test_a_table_of_a_word_annex_is_kept_in_words() -> None:
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("Goal A", "Shine"))
    body = [p("1. x."), p("Annex", centred=True), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"]
    reading = read_published("x.docx", word_file(body), "en")
    assert reading.paragraphs[1].note == "also printed here, without a place of its own: Goal A | Shine"
    assert [problem.code for problem in reading.problems] == ["table"]


def test_numbers_that_do_not_follow_are_told() -> None:
    reading = text_of("1. x.\n3. y:\n(a) z;\n(c) w.")
    assert [(item.code, item.line) for item in reading.problems] == [("number-order", 2), ("item-order", 4)]
    assert places(reading) == ["1", "3", "3 (a)", "3 (c)"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", b"", "empty"),
        ("x.txt", b"Only words.", "no numbered paragraph"),
        ("x.txt", b"PK\x03\x04", "not a text"),
        ("x.pdf", b"%PDF", 'end in ".pdf"'),
        ("x.docx", b"1. Words", "not a Word document"),
    ],
)
def test_what_is_no_decision_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_published(name, content, "en")
    assert said in str(error.value)


def test_another_decision_than_the_one_named_is_refused_with_both() -> None:
    reading = read_published("x.txt", pasted("en").encode(), "en")
    confirm("x.txt", reading, decision_named("16/9"))
    with pytest.raises(InputError) as error:
        confirm("x.txt", reading, decision_named("16/3"))
    assert "decision 16/9 (CBD/COP/DEC/16/9)" in str(error.value)
    assert "decision 16/3" in str(error.value)
    with pytest.raises(InputError):
        decision_named("16/9 B, para. 9")


def test_a_paragraph_of_five_megabytes_is_read() -> None:
    words = " ".join(f"word{number}" for number in range(500_000))
    (item,) = text_of(f"1. {words}").paragraphs
    assert item.text["en"] == words


LINES = st.lists(
    st.sampled_from(
        (
            *("1. Requests word{n}:", "2. Invites word{n}", "(a) word{n};", "(b) word{n};", "(i) word{n};"),
            *(
                "A. Word{n}",
                "I. Word{n}",
                "II. Word{n}",
                "Annex",
                "Annex I. Word{n}",
                "Appendix",
                "c) word{n}",
            ),
            *("Recalling word{n},", "word{n} goes on", "Word{n} alone.", "• word{n}", "[1] word{n}"),
            *("The Conference of the Parties,", "16/9. Word{n}", "", "______", "word{n}[1]", "1.1.2 word{n}"),
            *("Goal 1. Word{n}", "    (i) word{n}", "Word{n}"),
        )
    ),
    max_size=14,
)


@given(LINES)
def test_no_word_is_dropped_and_no_place_is_given_twice(lines: list[str]) -> None:
    words = "\n".join(line.replace("{n}", str(number)) for number, line in enumerate(lines))
    try:
        reading = text_of(words)
    except InputError:
        return
    kept = [*reading.head, reading.found_title, *(problem.found for problem in reading.problems)]
    kept += [" ".join((*item.text.values(), item.note)) for item in reading.paragraphs]
    for word in re.findall(r"[Ww]ord\d+", words):
        assert word in " ".join(kept)
    found = [item.place for item in reading.paragraphs]
    assert len(set(found)) == len(found)
    assert reading == text_of(words)


def test_footnotes_below_a_rule_end_where_the_text_goes_on() -> None:
    text = "\n".join(
        [
            *("16/9. Sharing", "", "The Conference of the Parties,", "", "1. Adopts the plan;¹", ""),
            *("______", "1 See decision 15/8.", "2 See decision 15/10.", ""),
            *("Annex I", "PLAN", "", "1. The plan begins.", "2. The plan ends."),
        ]
    )
    reading = read_published("decision.txt", text.encode(), "en")
    assert [(p.kind, p.annex, p.para or p.number) for p in reading.paragraphs] == [
        ("paragraph", "", "1"),
        ("annex", "I", "Annex I"),
        ("paragraph", "I", "1"),
        ("paragraph", "I", "2"),
        ("footnote", "", "1"),
        ("footnote", "", "2"),
    ]


def typed_note_lines() -> list[str]:
    return [
        *(
            "1. Recalls the Framework,1 and the period 2025–2026;2",
            "2. Asks the Secretary,³ to go.",
            "______",
        ),
        *("1 See decision 14/24.", "2 UNEP/CBD/COP/1.", "3 Of the Convention."),
    ]


@pytest.mark.parametrize("form", ["pasted", "typed in Word", "typed in Word, broken by hand"])
def test_marks_typed_after_words_are_taken_out_and_their_notes_found(form: str) -> None:
    lines = typed_note_lines()
    if form == "pasted":
        reading = text_of("\n\n".join(lines))
    elif form == "typed in Word":
        reading = read_published("x.docx", word_file([p(line) for line in lines]), "en")
    else:
        below = "".join(f"<w:r><w:br/><w:t>{line}</w:t></w:r>" for line in lines[2:])
        body = [p(lines[0]), p(f"<w:r><w:t>{lines[1]}</w:t></w:r>{below}")]
        reading = read_published("x.docx", word_file(body), "en")
    assert [(item.kind, item.para or item.number, item.text["en"]) for item in reading.paragraphs] == [
        ("paragraph", "1", "Recalls the Framework, and the period 2025–2026;"),
        ("paragraph", "2", "Asks the Secretary, to go."),
        ("footnote", "1", "See decision 14/24."),
        ("footnote", "2", "UNEP/CBD/COP/1."),
        ("footnote", "3", "Of the Convention."),
    ]
    assert not reading.problems


def test_a_mark_without_its_footnote_stays_and_is_told() -> None:
    reading = text_of("1. Recalls the Framework;1\n2. Takes 1,5 km² of 2.5 per cent.")
    assert reading.paragraphs[0].text["en"] == "Recalls the Framework;1"
    assert [(item.severity, item.code, item.line) for item in reading.problems] == [
        ("warning", "note-mark", 1)
    ]


def test_a_footnote_without_its_mark_is_told() -> None:
    reading = text_of("1. Recalls decision 15/8,1 too.\n______\n1 See the annex.")
    assert reading.paragraphs[0].text["en"] == "Recalls decision 15/8,1 too."
    assert [(item.severity, item.code, item.found) for item in reading.problems] == [
        ("warning", "note-unmarked", "1 See the annex.")
    ]


def test_two_footnotes_of_one_number_are_told() -> None:
    reading = text_of("1. Recalls.[1]\n______\n[1] One.\n[1] Two.")
    assert [item.number for item in reading.paragraphs] == ["1.", "1", "1*"]
    assert [(item.severity, item.code, item.found) for item in reading.problems] == [
        ("warning", "note-doubled", "1 Two.")
    ]


def test_what_is_joined_is_told_and_a_number_in_it_must_be_corrected() -> None:
    words = "1. Welcomes the plan;\n\n2 Reaffirms the plan;\n\n3. Ends;\n\n3 bis. Ends again;\n\nAnd so on."
    told = [(item.severity, item.code, item.line, item.found) for item in text_of(words).problems]
    assert told == [
        ("error", "joined-number", 3, "2 Reaffirms the plan;"),
        ("info", "number-order", 5, "3. Ends;"),
        ("error", "joined-number", 7, "3 bis. Ends again;"),
        ("warning", "joined", 9, "And so on."),
    ]


def test_roman_numbers_with_a_dot_are_items() -> None:
    reading = text_of("3. To:\n(a) One;\n(b) Two:\ni. A report;\nii. A summary;\n(c) Three.")
    assert places(reading) == ["3", "3 (a)", "3 (b)", "3 (b) (i)", "3 (b) (ii)", "3 (c)"]


def test_an_appendix_before_the_annex_takes_no_place_of_it() -> None:
    reading = text_of("1. x.\n\nAppendix\nLists\n\n1. deep.\n\nAnnex\nTerms of reference\n\n1. y.")
    assert places(reading) == ["1", "annex unnumbered", "annex unnumbered 1"]
    assert reading.paragraphs[1].text["en"] == "Terms of reference"
    assert {problem.code for problem in reading.problems} == {"appendix"}


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("said", ["en", "fr", "es", "ru"])
def test_a_text_in_another_language_than_named_is_told(lang: str, said: str) -> None:
    found = [
        item.message
        for item in read_published("x.txt", pasted(lang).encode(), said).problems
        if item.message.startswith("The text looks")
    ]
    name = {"en": "English", "fr": "French", "es": "Spanish"}[lang]
    assert found == ([] if lang == said else [f"The text looks {name}, but --lang says {said}."])


def test_a_text_in_another_script_is_told_and_a_few_words_tell_nothing() -> None:
    def looks(words: str) -> list[str]:
        return [item.expected for item in text_of(words).problems if item.code == "language"]

    assert looks("1. Предлагает Сторонам действовать.") == ["--lang ru"]
    assert looks("1. 请缔约方采取行动。") == ["--lang zh"]
    assert looks("1. Les lampes.") == []


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("30 October 2026", "2026-10-30"),
        ("Distr.: General 1er novembre 2024 Original: English", "2024-11-01"),
        ("27 de febrero de 2025", "2025-02-27"),
        ("CBD | GENERAL 27 February 2025", "2025-02-27"),
        ("Cali, Colombia, 21 October–1 November 2024", ""),
        ("31 February 2025", ""),
        ("30 October 2026\n\n31 October 2026", ""),
    ],
)
def test_the_day_in_the_head_is_read(head: str, day: str) -> None:
    words = f"CBD/COP/DEC/16/9\n\n{head}\n\nThe Conference of the Parties,\n\n1. Acts."
    assert text_of(words).found_date == day
