"""Find: what a search box is asked, on the real workplan and on a decision loaded in six languages."""

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_decisions import ASKED, MADE, made_quads

from iagkg.build import build
from iagkg.citation import canonical, exact_iri, parse_citations, unread
from iagkg.queries import named, run
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.report.find import SCOPES, find
from iagkg.report.find_model import Card, Found
from iagkg.report.find_text import as_table, print_found, snippet, to_text
from iagkg.report.find_words import searchable
from iagkg.store.embedded import EmbeddedStore
from iagkg.wording import say

ROOT = Path(__file__).parent.parent
D = "https://w3id.org/iagkg/id/decision/cbd/cop/"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_quads(build().quads)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return EmbeddedStore.from_quads(made_quads(tmp_path_factory.mktemp("made"), MADE))


def facts(card: Card, name: str) -> list[str]:
    return [fact.words for fact in card.facts if fact.name == name]


def card(found: Found) -> Card:
    assert not found.hits
    (one,) = found.cards
    return one


def references(found: Found) -> list[str]:
    return [hit.reference for hit in found.hits]


def test_which_paragraph_asks_for_the_thesaurus(store: EmbeddedStore) -> None:
    (hit,) = find(store, "thesaurus").hits
    assert (hit.kind, hit.reference, hit.title) == ("task", "WS3.T4", "Taxonomy, vocabularies and metadata")
    assert hit.others == ("16/9 B, para. 9 (c)",)
    (passage,) = hit.passages
    assert [passage.words[first:last] for first, last in passage.marks] == ["thesaurus"]
    assert find(store, "THESAUR").hits == find(store, "thésaur").hits
    assert references(find(store, "thesaur")) == ["WS3.T4"]


@pytest.mark.parametrize(
    "words",
    [
        "16/9 B 9 (c)",
        "dec. 16/9 B, para. 9(c)",
        "décision 16/9 B, paragraphe 9 c)",
        "Decisión 16/9 B, párrafo 9 c)",
        f"{D}16/9/b/9/c",
    ],
)
def test_a_place_is_found_in_any_spelling(words: str, store: EmbeddedStore) -> None:
    found = card(find(store, words))
    assert (found.reference, found.address) == ("16/9 B, para. 9 (c)", f"{D}16/9/b/9/c")
    assert facts(found, "register") == ["subparagraph, text not seen"]
    assert facts(found, "role") == ["text not seen"]
    assert facts(found, "cited-by") == [
        "WS3.T4 Taxonomy, vocabularies and metadata - Dec. 16/9 B, para. 9 (c) (row 17)"
    ]
    assert facts(found, "inside")[:2] == ["16/9 B", "16/9 B, para. 9"]
    assert facts(found, "inside")[2].startswith("Decision 16/9 ")
    assert facts(found, "page") == ["https://www.cbd.int/decisions/cop/16/9/b9.3"]
    assert facts(found, "text")[0].startswith("Text not loaded: read it at https://www.cbd.int/")


def test_a_list_of_places_gives_each(store: EmbeddedStore) -> None:
    found = find(store, "16/9 B, para. 9 (a)-(d)")
    assert [one.reference for one in found.cards] == [f"16/9 B, para. 9 ({letter})" for letter in "abcd"]


def test_a_decision_and_what_it_holds(store: EmbeddedStore) -> None:
    found = card(find(store, "decision XVI/3"))
    assert found.reference == "Decision 16/3"
    assert facts(found, "register") == ["known in part"]
    assert "16/3, para. 8" in facts(found, "below")
    assert "16/3, para. 8 (b)" not in facts(found, "below")
    assert len(facts(found, "cited-below")) == 7
    assert facts(found, "cited-by") == []


def test_cited_through_what_contains_it_and_finding_aids_are_ours(store: EmbeddedStore) -> None:
    found = card(find(store, "15/8 annex III"))
    assert facts(found, "finding-aid")
    (aid,) = (fact for fact in found.facts if fact.name == "finding-aid")
    assert aid.heading == "Finding aid, our words"
    assert not [fact for fact in found.facts if fact.name == "text" and fact.words == aid.words]
    through = card(find(store, "15/8 annex III para 1"))
    assert not through.known
    assert facts(through, "nearest") == ["15/8, annex III"]


def test_what_is_not_known_is_said(store: EmbeddedStore) -> None:
    found = card(find(store, "16/9 para 44"))
    assert not found.known
    assert facts(found, "register") == ["Decision 16/9 is known in part; para. 44 is not in the register."]
    assert facts(found, "nearest")[0].startswith("Decision 16/9 ")
    assert facts(card(find(store, "16/9, para. 9 (c)")), "alike") == ["16/9 B, para. 9 (c)"]
    other = card(find(store, "17/5 para 3"))
    assert facts(other, "register") == ["Decision 17/5 is not in the register."]
    assert find(store, "para 8b").notes[0].startswith("A paragraph is found with its decision")


def test_a_letter_that_is_implied(store: EmbeddedStore) -> None:
    found = card(find(store, "16/9 A 11 (b)"))
    assert facts(found, "register") == ["subparagraph, exists by its letter, text not seen"]
    assert facts(found, "cited-by") == ["not cited in this workplan"]


def test_tasks_by_their_reference(store: EmbeddedStore) -> None:
    found = card(find(store, "ws3 t1"))
    assert facts(found, "rests-on") == ["16/9 B, para. 9 (a) - Dec. 16/9 B, para. 9 (a) (row 14)"]
    assert facts(found, "target-named")[0].startswith("Target 21 ")
    assert facts(found, "mandate") == ["Dec. 16/9 B, para. 9 (a)\nKMGBF Target 21"]
    item = card(find(store, "WS1.T2/2.2(a)"))
    assert facts(item, "of-task") == ["WS1.T2"]
    assert len(facts(item, "mandate-through-row")) == 3
    assert len(facts(card(find(store, "WS1.T2")), "item")) == 4
    unknown = card(find(store, "WS4.T9"))
    assert facts(unknown, "register") == ["WS4.T9 is not a task of this workplan."]
    assert facts(unknown, "alike") == ["WS4.T1", "WS4.T2", "WS4.T3"]
    assert references(find(store, "WS4"))[-3:] == ["WS4.T1", "WS4.T2", "WS4.T3"]


@pytest.mark.parametrize("words", ["target 21", "GBF-TARGET-21", "KMGBF Target 21", "cible 21", "meta 21"])
def test_a_target_and_who_names_it(words: str, store: EmbeddedStore) -> None:
    found = card(find(store, words))
    assert found.address == "http://metadata.cbd.int/kmgbf/target_21"
    assert facts(found, "named-by") == ["WS3.T1 Knowledge management strategy"]
    assert {fact.lang for fact in found.facts if fact.name == "title"} == {"en", "fr", "es"}


def test_goals_and_targets_there_are_not(store: EmbeddedStore) -> None:
    assert facts(card(find(store, "Goal A")), "named-by") == ["no task of this workplan"]
    assert not [one for one in find(store, "target 24").cards if one.known]
    assert not find(store, "Goal E").cards


def test_all_words_must_occur_and_the_order_of_hits(store: EmbeddedStore) -> None:
    assert references(find(store, "knowledge management"))[0] == "WS3"
    both = references(find(store, "thesaurus vocabularies"))
    assert both == ["WS3.T4"]
    assert not find(store, "thesaurus lighthouse").hits
    assert references(find(store, '"controlled vocabularies"')) == ["WS3.T4"]
    assert not find(store, '"vocabularies controlled"').hits
    hits = references(find(store, "coordination entit", limit=50))
    assert hits[0].startswith("WS")
    assert references(find(store, "16/9 thesaurus")) == ["WS3.T4"]
    assert "Decision 16/9" in references(find(store, "16/9 clearing-house"))


def test_scope_and_limit(store: EmbeddedStore) -> None:
    everything = find(store, "knowledge", limit=500)
    kinds = {hit.kind for hit in everything.hits}
    assert {"task", "workstream", "decision", "target"} <= kinds
    assert {hit.kind for hit in find(store, "knowledge", scope="tasks").hits} == {"task", "workstream"}
    inside = {hit.kind for hit in find(store, "knowledge", scope="paragraphs", limit=500).hits}
    assert inside == kinds - {"task", "workstream", "target", "goal"}
    few = find(store, "knowledge", limit=2)
    assert few.hits == everything.hits[:2]
    assert few.notes == (
        f"{len(everything.hits) - 2} more found; --limit {len(everything.hits)} shows them all.",
    )


def test_misspelt_words_get_those_written_alike(store: EmbeddedStore) -> None:
    found = find(store, "tesaurus Biolnd")
    assert found.notes[0] == "Nothing found for: tesaurus Biolnd"
    assert "For tesaurus, there is here: thesaurus" in found.notes
    assert any("Bioland" in note for note in found.notes[1:])
    assert find(store, "qqqqqqqqqq").notes == ("Nothing found for: qqqqqqqqqq",)
    assert find(store, "?! ,").notes == ("There is no word to search for.",)


@pytest.mark.parametrize(
    ("words", "lang", "marked"),
    [
        ("lanterns", "en", "lanterns"),
        ("LANTERNES vertes", "fr", "lanternes"),
        ("herons ete", "fr", "été"),
        ("ano garzas", "es", "año"),
        ("фонари ее", "ru", "фонари"),
        ("معلومات", "ar", "معلومات"),
        ("المصابيح", "ar", "المصابيح"),
        ("灯笼", "zh", "灯笼"),
        ("能力建设 审查", "zh", "审查"),
    ],
)
def test_texts_in_six_languages(words: str, lang: str, marked: str, made: EmbeddedStore) -> None:
    (hit,) = find(made, words).hits
    assert (hit.reference, hit.address) == ("17/5, para. 1", f"{D}17/5/1")
    (passage,) = hit.passages
    assert passage.lang == lang
    assert passage.words == ASKED[lang]
    first, last = passage.marks[0]
    assert passage.words[first:last].endswith(marked.removeprefix("ال"))


def test_preambles_footnotes_and_loaded_texts(made: EmbeddedStore) -> None:
    assert references(find(made, "quiet harbours")) == ["Decision 17/5, preambular paragraph 1"]
    assert references(find(made, "lighthouse")) == ["17/5, para. 1, footnote 1"]
    found = card(find(made, "17/5 para 1", lang="fr"))
    assert [fact.lang for fact in found.facts if fact.name == "text"] == ["fr", "en", "ar", "es", "ru", "zh"]
    assert facts(found, "role") == [say("group-role.asked", "fr")]
    assert facts(card(find(made, "17/5 para 3")), "role") == ["text not reviewed for the group"]
    assert facts(card(find(made, "17/5 para 2")), "directed-to") == ["Parties"]
    assert facts(card(find(made, "17/5 para 2")), "verb") == ["invites"]
    assert facts(card(find(made, "17/5")), "register") == ["known in full"]


HOSTILE = [
    '"',
    "'''",
    '") } } DELETE WHERE { ?s ?p ?o } #',
    "} SERVICE <http://127.0.0.1/> { ?a ?b ?c }",
    "?s ?p ?o . FILTER(1=1)",
    "\x00\x1b[2J\x07",
    "\ud800 thesaurus",
    "a" * 10_000,
    "word " * 2_000,
    " ".join(f"w{number}" for number in range(2_000)),
    "((((((((((" * 1_000,
    "16/9 " * 500,
    "%s {0} {words} \\1",
    "﷽" * 100,
    "<b>thesaurus</b>[bold]x[/bold]",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("scope", SCOPES)
def test_hostile_words_find_nothing_and_break_nothing(words: str, scope: str, store: EmbeddedStore) -> None:
    found = find(store, words, scope=scope)  # type: ignore[arg-type]
    text = to_text(found)
    assert "\x1b" not in text
    assert "\x00" not in text
    assert len("".join(found.notes)) < 1000
    out = io.StringIO()
    print_found(found, out, width=80)
    assert as_table(found).to_json()


@given(st.text(max_size=40))
def test_any_words_are_taken(store: EmbeddedStore, words: str) -> None:
    found = find(store, words)
    assert found.cards or found.hits or found.notes
    to_text(found)


def every_word() -> list[tuple[str, str]]:
    store = EmbeddedStore.from_quads(build().quads)
    table = run(store, named("task-facts"), {})
    pairs = set()
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        ref = str(cells["of_task"] or cells["ref"])
        texts = (cells["text"], cells["short_title"], cells["mandate"])
        pairs |= {(ref, word) for text in texts for word in re.findall(r"[\w()/-]+", str(text or ""))}
    return sorted(pairs)


def test_every_word_of_every_task_finds_that_task(store: EmbeddedStore) -> None:
    by_word: dict[str, set[str]] = {}
    for ref, word in every_word():
        by_word.setdefault(word, set()).add(ref)
    assert len(by_word) > 200
    for word, refs in by_word.items():
        if not searchable(word):
            assert find(store, word).notes == ("There is no word to search for.",)
            continue
        found = find(store, word, limit=10_000)
        if found.cards:  # the word alone is a citation, such as 16/9
            assert re.search(r"\d", word)
            continue
        assert refs <= set(references(found)), word


def test_every_spelling_finds_the_same_place_as_its_canonical_form(made: EmbeddedStore) -> None:
    spellings = 0
    for name in ("citations.tsv", "citations_more.tsv"):
        for line in (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()[1:]:
            raw = line.split("\t")[0].replace("\\n", "\n")
            reading = parse_citations(raw)
            wanted = [exact_iri(citation) for citation in reading.citations]
            if not wanted or None in wanted or unread(raw, reading.citations) or len(raw) > 500:
                continue
            spellings += 1
            found = find(made, raw)
            for citation in dict.fromkeys(reading.citations):
                plain = canonical(citation, word=True)
                if [exact_iri(other) for other in parse_citations(plain).citations] != [exact_iri(citation)]:
                    assert plain == "Decision IX/13 I"  # a part or a section: the text alone does not tell
                    continue
                (one,) = find(made, plain).cards
                same = [other for other in found.cards if other.address == one.address]
                assert same, (raw, canonical(citation))
                assert any(other.facts == one.facts for other in same), raw
    assert spellings > 60


def test_text_is_never_changed_in_a_pipe(made: EmbeddedStore) -> None:
    found = find(made, "lanternes")
    assert ASKED["fr"] in to_text(found)
    assert "".join(words for words, _ in snippet(found.hits[0].passages[0])) == ASKED["fr"]
    assert ("lanternes", "bold") in snippet(found.hits[0].passages[0])


def test_a_long_text_is_cut_around_its_words(store: EmbeddedStore) -> None:
    (hit,) = find(store, "decision makers").hits
    pieces = snippet(hit.passages[0])
    text = "".join(words for words, _ in pieces)
    assert text.startswith("… ")
    assert len(text) < 230
    assert [words for words, style in pieces if style == "bold"] == ["decision", "makers"]
    assert text.removeprefix("… ").removesuffix(" …") in hit.passages[0].words


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_screens_keep_to_the_words_of_the_field(lang: str, store: EmbeddedStore) -> None:
    asked = (
        "16/9 B 9 (c)",
        "WS1.T2",
        "target 21",
        "knowledge",
        "16/9 para 44",
        "tesaurus",
        "para 8b",
        "WS9.T9",
    )
    text = "\n".join(to_text(find(store, words, lang), lang) for words in asked)
    assert not re.search(r"\b(uncovered|gap in|missing|fails?|overdue|IRI|node|SHACL)\b", text, re.IGNORECASE)
    assert not re.search(r"find\.|\{\w+\}", text)


def test_on_a_terminal_and_as_a_table(store: EmbeddedStore) -> None:
    out = io.StringIO()
    print_found(find(store, "WS3.T1"), out, width=60)
    assert max(map(len, out.getvalue().splitlines())) <= 60
    rows = json.loads(as_table(find(store, "thesaurus")).to_json())
    assert rows[0]["reference"] == "WS3.T4"
    assert rows[0]["other_side"] == "16/9 B, para. 9 (c)"
    assert list(rows[0]) == [
        "kind",
        "reference",
        "found_in",
        "text_language",
        "words",
        "other_side",
        "address",
    ]
    facts_of = {
        row["found_in"]: row["words"] for row in json.loads(as_table(find(store, "16/9 B 9 (c)")).to_json())
    }
    assert facts_of["register"] == "subparagraph, text not seen"


def test_a_whole_word_in_a_text_comes_before_the_beginning_of_one_in_a_title(tmp_path: Path) -> None:
    planned = Loaded(
        "17/1", (Paragraph("paragraph", para="1", text={"en": "Meets to plan."}),), (Text("en"),)
    )
    store = EmbeddedStore.from_quads(made_quads(tmp_path, planned))
    hits = references(find(store, "plan", limit=500))
    titles, text, prefixes = map(hits.index, ("Decision XI/3", "17/1, para. 1", "Decision XI/2"))
    assert titles < text < prefixes


def test_cited_through_an_annex_and_through_the_whole_decision(tmp_path: Path) -> None:
    annex = Loaded(
        "15/8", (Paragraph("paragraph", annex="III", para="1", text={"en": "Meets."}),), (Text("en"),)
    )
    quads = [
        quad
        for quad in made_quads(tmp_path, annex)
        if not ("/ws-3/t-4/" in quad.subject and quad.predicate.endswith("#citedProvision>"))
    ]
    store = EmbeddedStore.from_quads(quads)
    through = facts(card(find(store, "15/8 annex III para 1")), "cited-through")
    assert [words.partition(" - ")[0].split()[:4] for words in through] == [
        ["15/8,", "annex", "III:", "WS1.T3"],
        ["15/8,", "annex", "III:", "WS2.T1"],
    ]
    (whole,) = facts(card(find(store, "16/9 B 9 (b)")), "cited-through")
    assert whole.startswith("Decision 16/9: WS3.T4 ")
    assert facts(card(find(store, "15/8 annex III")), "below") == ["15/8, annex III, para. 1"]


@pytest.mark.parametrize(
    "words",
    [
        "XVI/9 B 9 c",
        "XVI/9 B 9 (c)",
        "16/9B9c",
        "16/9 B.9.c",
        "16/9b para 9c",
        "16/9/b/9/c",
        "decision 16/9 B 9 c",
        "CBD/COP/DEC/16/9 paragraph 9(c) of section B",
        "(16/9 B 9 c)",
    ],
)
def test_a_place_is_found_as_people_type_it(words: str, store: EmbeddedStore) -> None:
    first, *others = find(store, words).cards
    assert first.address == f"{D}16/9/b/9/c"
    assert not any(other.known for other in others)  # a Roman number alone may be that of a recommendation


def test_letters_and_numbers_without_brackets(tmp_path: Path) -> None:
    below = Paragraph("subitem", part="A", para="3", sub="b", subsub="ii", text={"en": "The lanterns;"})
    annex = Paragraph("paragraph", annex="II", para="3", text={"en": "The harbours."})
    inner = Paragraph("paragraph", annex="I", section="III", para="4", text={"en": "The boats."})
    store = EmbeddedStore.from_quads(
        made_quads(tmp_path, Loaded("17/6", (below, annex, inner), (Text("en"),)))
    )
    assert facts(card(find(store, "17/6 A 3 b ii")), "text") == ["The lanterns;"]
    assert facts(card(find(store, "17/6 annex II 3")), "text") == ["The harbours."]
    assert facts(card(find(store, "17/6 annex I section III 4")), "text") == ["The boats."]
    assert not find(store, "17/6 A 3 b lanterns").cards


def test_preambles_and_footnotes_by_the_name_on_the_screen(made: EmbeddedStore) -> None:
    for lang in ("en", "fr", "es"):
        (hit,) = find(made, "quiet harbours", lang).hits
        found = card(find(made, hit.reference, lang))
        assert (found.kind, found.address, found.reference) == ("preamble", hit.address, hit.reference)
        assert facts(found, "text")[0].startswith("Rappelant" if lang == "fr" else "Recalling")
    assert card(find(made, "17/5 preamble")).address == card(find(made, "17/5 pp 1")).address
    note = card(find(made, references(find(made, "lighthouse"))[0]))
    assert facts(note, "text") == ["See the footnoted lighthouse."]
    other = card(find(made, "17/5 preamble 9"))
    assert not other.known
    assert facts(other, "register") == [
        "Decision 17/5 is known in full; preambular paragraph 9 is not in the register."
    ]
    assert not card(find(made, "17/99 preamble 1")).known


def test_short_forms_of_targets(store: EmbeddedStore) -> None:
    assert card(find(store, "T21")).reference == "Target 21"
    references = [one.reference for one in find(store, "t2").cards]
    assert references == ["Target 2", "WS1.T2", "WS2.T2", "WS3.T2", "WS4.T2"]
    assert not find(store, "T24").cards


def test_a_target_and_the_texts_that_name_it(tmp_path: Path) -> None:
    texts = ("Recognizing the importance of Target 21,", "Meeting target 2 first,", "And goal A.")
    rows = [Paragraph("preamble", number=str(at), text={"en": one}) for at, one in enumerate(texts, 1)]
    rows.append(Paragraph("paragraph", para="1", text={"en": "Meets."}))
    store = EmbeddedStore.from_quads(made_quads(tmp_path, Loaded("17/6", tuple(rows), (Text("en"),))))
    for words, number in (("target 21", 1), ("target 2", 2), ("Goal A", 3)):
        found = find(store, words)
        assert [one.kind for one in found.cards] == ["goal" if number == 3 else "target"]
        assert references(found) == [f"Decision 17/6, preambular paragraph {number}"]
    assert not find(store, "target 21", scope="tasks").hits


def test_a_word_that_stands_nowhere_is_found_by_its_stem(store: EmbeddedStore) -> None:
    for words in ("controlled vocabulary", '"controlled vocabulary"'):
        found = find(store, words)
        assert references(found) == ["WS3.T4"]
        assert found.notes == (f"Nothing has all these words as written; near: {words}",)
        (passage,) = found.hits[0].passages
        assert any("vocabular" in passage.words[first:last] for first, last in passage.marks)
    assert not find(store, "vocabxxxx").hits
