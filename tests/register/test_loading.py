"""Reviewed sheets put together: three aligned texts, conflicts shown, numbering followed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_decision import KEYS, LANGS, TEXTS, automatic, pasted, typed

from iagkg.citation import parse_citations
from iagkg.register.loading import merge, prefilled
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.register.propose import propose
from iagkg.register.published import read_published
from iagkg.register.renumbered import CitedIn, affected, renumbered

FORMS = {"en": automatic("en"), "fr": typed("fr"), "es": pasted("es").encode()}


def new(lang: str, version: str = "final", content: bytes | None = None, name: str = "") -> Loaded:
    """Return one language as its sheet has it, made without knowing the others."""
    kind = name or ("x.txt" if lang == "es" else "x.docx")
    reading = read_published(kind, content or FORMS[lang], lang)
    text = Text(lang, version, reviewed_by="secretary", complete="yes")
    return Loaded("16/9", propose(reading.paragraphs, lang), (text,))


def all_three(order: tuple[str, ...] = LANGS) -> Loaded:
    loaded = None
    for lang in order:
        result = merge(loaded, new(lang))
        assert result.conflicts == ()
        assert result.changes == ()
        loaded = result.loaded
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("order", [LANGS, ("es", "en", "fr")])
def test_three_loads_give_three_aligned_texts(order: tuple[str, ...]) -> None:
    loaded = all_three(order)
    assert len(loaded.paragraphs) == len(KEYS)
    by_english = {item.text["en"]: item for item in loaded.paragraphs}
    for key in KEYS:
        assert by_english[TEXTS["en"][key]].text == {lang: TEXTS[lang][key] for lang in LANGS}
    assert [text.lang for text in loaded.texts] == ["en", "fr", "es"]
    assert loaded.complete
    assert all(item.verb_words for item in loaded.paragraphs if item.verb)


def test_the_same_again_changes_nothing() -> None:
    loaded = all_three()
    result = merge(loaded, new("fr"))
    assert (result.loaded, result.conflicts, result.changes) == (loaded, (), ())


def test_another_text_is_a_conflict_and_is_taken_only_when_asked() -> None:
    loaded = all_three()
    words = pasted("en", {"A1": "Adopts nothing at all;"}).encode()
    result = merge(loaded, new("en", content=words, name="x.txt"))
    assert [(item.place[:4], item.field, item.language, item.new) for item in result.conflicts] == [
        (("A", "", "", "1"), "text", "en", "Adopts nothing at all;")
    ]
    assert result.loaded.paragraphs == loaded.paragraphs
    replaced = merge(loaded, new("en", content=words, name="x.txt"), replacing=True)
    texts = next(item.text for item in replaced.loaded.paragraphs if item.place[:5] == ("A", "", "", "1", ""))
    assert texts == {"en": "Adopts nothing at all;", "fr": TEXTS["fr"]["A1"], "es": TEXTS["es"]["A1"]}


def test_an_emptied_value_is_a_conflict_and_stays_empty_when_asked() -> None:
    loaded = all_three()
    review = Loaded(
        "16/9",
        tuple(
            replace(item, role="", role_words="") if item.role == "asked" else item
            for item in loaded.paragraphs
        ),
        (Text("", reviewed_by="chair", reviewed_on="2026-05-15"),),
    )
    result = merge(loaded, review)
    assert [(item.field, item.loaded, item.new) for item in result.conflicts] == [("role", "asked", "")]
    done = merge(loaded, review, replacing=True).loaded
    assert "asked" not in {item.role for item in done.paragraphs}
    assert {text.reviewed_by for text in done.texts} == {"chair"}
    assert done.complete


def test_a_review_without_changes_marks_the_texts_only() -> None:
    loaded = all_three()
    result = merge(loaded, Loaded("16/9", loaded.paragraphs, (Text("", reviewed_by="chair"),)))
    assert (result.conflicts, result.loaded.paragraphs) == ((), loaded.paragraphs)
    assert [text.reviewed_by for text in result.loaded.texts] == ["chair"] * 3


def test_a_row_taken_out_of_a_review_is_a_conflict() -> None:
    loaded = all_three()
    review = Loaded("16/9", loaded.paragraphs[1:], (Text("", reviewed_by="chair"),))
    result = merge(loaded, review)
    assert [item.language for item in result.conflicts] == ["en", "fr", "es"]
    assert len(merge(loaded, review, replacing=True).loaded.paragraphs) == len(KEYS) - 1


OLD = (
    "A. Lamps\n1. One thing is asked.\n2. Requests keepers to:\n"
    "(a) Shine all night;\n(b) Sleep all day;\n3. Ends here."
)
NEW = (
    "A. Lamps\n1. One thing is asked.\n2. Something quite new comes in.\n3. Requests keepers to:\n"
    "(a) Shine all night;\n(b) Sleep all day;\n"
)


def test_changed_numbering_is_followed() -> None:
    old = new("en", content=OLD.encode(), name="x.txt")
    later = new("en", "rev-1", content=NEW.encode(), name="x.txt")
    result = merge(old, later)
    assert [(item.kind, item.place[3:5], item.to[3:5]) for item in result.changes] == [
        ("moved", ("2", ""), ("3", "")),
        ("moved", ("2", "a"), ("3", "a")),
        ("moved", ("2", "b"), ("3", "b")),
        ("vanished", ("3", ""), ()),
        ("appeared", ("2", ""), ()),
    ]
    done = merge(old, later, replacing=True).loaded
    assert [(item.para, item.sub) for item in done.paragraphs if item.para] == [
        ("1", ""),
        ("2", ""),
        ("3", ""),
        ("3", "a"),
        ("3", "b"),
    ]
    assert [text.version for text in done.texts] == ["final", "rev-1"]


def test_the_citations_concerned_are_named() -> None:
    old = new("en", content=OLD.encode(), name="x.txt")
    later = new("en", "rev-1", content=NEW.encode(), name="x.txt")
    (decision,) = parse_citations("16/9").citations
    cited = [
        CitedIn(words, "plan.txt", parse_citations(f"decision {words}").citations[0])
        for words in (
            "16/9 A, para. 1",
            "16/9 A, para. 2 (b)",
            "16/9 A, para. 2",
            "16/9 B, para. 2",
            "16/9 A",
            "16/3, para. 2",
        )
    ]
    found = affected(merge(old, later).changes, decision, cited)
    assert [(item.cited.reference, item.change.place[3:5]) for item in found] == [
        ("16/9 A, para. 2 (b)", ("2", "b")),
        ("16/9 A, para. 2", ("2", "")),
    ]


@given(st.permutations(range(6)))
def test_every_text_that_moved_is_found_at_its_new_number(order: list[int]) -> None:
    words = [" ".join(f"w{number}x{part}" for part in range(8)) for number in range(6)]
    before = [Paragraph("paragraph", para=str(place + 1), text={"en": words[place]}) for place in range(6)]
    after = [
        Paragraph("paragraph", para=str(place + 1), text={"en": words[old]})
        for place, old in enumerate(order)
    ]
    changes = renumbered(before, after, "en")
    assert {(int(item.place[3]), int(item.to[3])) for item in changes} == {
        (old + 1, place + 1) for place, old in enumerate(order) if old != place
    }
    assert all(item.kind == "moved" for item in changes)


def test_a_sheet_of_another_language_shows_what_is_reviewed() -> None:
    english = merge(None, new("en")).loaded
    reading = read_published("x.txt", pasted("fr").encode(), "fr")
    filled = prefilled(english, propose(reading.paragraphs, "fr"), "fr")
    assert filled.problems == ()
    assert not any(filled.proposed)
    assert {frozenset(item.text) for item in filled.paragraphs} == {frozenset({"en", "fr"})}
    assert filled.paragraphs[0].verb_words == "Recalling"


def test_places_that_only_one_language_has_are_told() -> None:
    english = merge(None, new("en", content=NEW.encode(), name="x.txt")).loaded
    reading = read_published("x.txt", OLD.encode(), "fr")
    filled = prefilled(english, reading.paragraphs, "fr")
    assert [problem.message for problem in filled.problems] == [
        "A, para. 2 (a) is not in the languages that are loaded.",
        "A, para. 2 (b) is not in the languages that are loaded.",
        "A, para. 3 (a) is loaded, but not in this text (fr).",
        "A, para. 3 (b) is loaded, but not in this text (fr).",
    ]
    assert len(filled.paragraphs) == 8


def test_words_without_a_place_stay_in_both_languages() -> None:
    def annexed(lang: str, goal: str) -> Loaded:
        words = f"1. x.\n\n{'Annex' if lang == 'en' else 'Annexe'}\nPlan\n\n1. y.\n\n1. {goal}"
        return new(lang, content=words.encode(), name="x.txt")

    english = merge(None, annexed("en", "Shine")).loaded
    result = merge(english, annexed("fr", "Briller"), replacing=True)
    note = next(item.note for item in result.loaded.paragraphs if item.kind == "annex")
    assert "Shine" in note
    assert "Briller" in note


def test_a_later_review_takes_the_place_of_the_earlier_one() -> None:
    loaded = all_three()
    review = (Text("en", reviewed_by="chair", reviewed_on="2026-05-20"),)
    done = merge(loaded, replace(new("en"), texts=review)).loaded
    assert [(text.reviewed_by, text.complete) for text in done.texts] == [
        ("chair", "yes"),
        ("secretary", "yes"),
        ("secretary", "yes"),
    ]


def test_a_row_taken_out_leaves_open_whether_the_decision_is_complete() -> None:
    english = merge(None, new("en")).loaded
    kept = tuple(item for item in new("en").paragraphs if item.sub != "b")
    sheet = Loaded("16/9", kept, (Text("en", reviewed_by="chair"),))
    result = merge(english, sheet, replacing=True)
    assert (result.completeness_unsaid, result.loaded.complete) == (True, False)
    review = replace(sheet, texts=(Text("", reviewed_by="chair", complete="yes"),))
    result = merge(english, review, replacing=True)
    assert (result.completeness_unsaid, result.loaded.complete) == (False, True)


def followed(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> dict[str, str]:
    """Return the French that each English text of a revision has beside it on the sheet."""
    old = tuple(Paragraph(kind, number=n, text={"en": en, "fr": f"{en} (fr)"}) for kind, n, en in before)
    rows = [Paragraph(kind, number=n, text={"en": en}) for kind, n, en in after]
    filled = prefilled(Loaded("17/6", old, (Text("en", reviewed_by="chair"),)), rows, "en")
    return {item.text["en"]: item.text.get("fr", "") for item in filled.paragraphs}


@pytest.mark.parametrize("kind", ["preamble", "footnote"])
def test_preamble_and_footnotes_follow_their_text_too(kind: str) -> None:
    old = [(kind, "1", "Recalling the first thing"), (kind, "2", "Noting another matter here")]
    new = [(kind, "1", "Mindful of quite new words"), (kind, "2", old[0][2]), (kind, "3", old[1][2])]
    assert followed(old, new) == {
        "Mindful of quite new words": "",
        "Recalling the first thing": "Recalling the first thing (fr)",
        "Noting another matter here": "Noting another matter here (fr)",
    }


def test_a_text_that_fits_two_places_is_left_open_and_told() -> None:
    old = (Paragraph("paragraph", para="1", text={"en": "Shine all night", "fr": "Briller"}, role="asked"),)
    rows = [
        Paragraph("paragraph", para=number, text={"en": words})
        for number, words in (
            ("1", "Quite another matter"),
            ("2", "Shine all night"),
            ("3", "Shine all night"),
        )
    ]
    filled = prefilled(Loaded("17/6", old, (Text("en", reviewed_by="chair"),)), rows, "en")
    assert [(item.para, item.text.get("fr", ""), item.role) for item in filled.paragraphs] == [
        ("1", "", ""),
        ("2", "", ""),
        ("3", "", ""),
    ]
    unsure = [problem for problem in filled.problems if problem.code == "words-changed"]
    assert [problem.message.split(" has ")[0] for problem in unsure] == ["para. 1", "para. 2"]
    assert unsure[0].severity == "warning"


def test_footnotes_of_one_number_that_name_different_decisions_are_told() -> None:
    def note(lang: str, words: str) -> Paragraph:
        (item,) = propose((Paragraph("footnote", number="1", text={lang: words}),), lang)
        return item

    old = Loaded("17/6", (note("en", "Decision 15/8."),), (Text("en", reviewed_by="chair"),))
    (problem,) = prefilled(old, [note("fr", "Décision 16/9.")], "fr").problems
    assert "footnote 1 names 16/9 here (fr), and 15/8 in en" in problem.message
    assert prefilled(old, [note("fr", "Décision 15/8.")], "fr").problems == ()
