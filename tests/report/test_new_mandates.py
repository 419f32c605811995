"""Paragraphs of a new session to look at: why each is listed, what rests on it, and what is not loaded."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_decisions import MADE, made_quads, made_workspace

from iagkg.build import build
from iagkg.errors import InputError, UsageError
from iagkg.register.model import Loaded, Paragraph, Text
from iagkg.report.new_mandates import NewMandates, NewParagraph, new_mandates
from iagkg.report.new_mandates_text import as_table, print_new, to_text
from iagkg.store.embedded import EmbeddedStore

PLACES = "part\tannex\tsection\tpara\tsub"
GROUPS = f"group\tevent\tdecision\t{PLACES}\tuntil\treplaces\twords_en\tsource\tconfidence\tnote\n"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.from_quads(build().quads)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return EmbeddedStore.from_quads(made_quads(tmp_path_factory.mktemp("made"), MADE))


@pytest.fixture(scope="module")
def found(made: EmbeddedStore) -> NewMandates:
    return new_mandates(made, 17)


def by_place(found: NewMandates) -> dict[str, NewParagraph]:
    return {paragraph.paragraph: paragraph for paragraph in found.paragraphs}


def test_nothing_is_loaded_after_the_last_session(store: EmbeddedStore) -> None:
    lines = to_text(new_mandates(store, 17)).splitlines()
    assert lines[0] == "DRAFT - adoption not recorded"
    assert lines[1] == "Decisions after COP 16 not loaded"
    assert lines[2].startswith("Load one with: iagkg register import FILE --decision 17/1 --lang en")
    assert new_mandates(store, 17, lang="fr").head[1] == "Décisions postérieures à COP 16 non chargées"
    assert new_mandates(store, 17, lang="es").head[1] == "Decisiones posteriores a COP 16 no cargadas"
    assert new_mandates(store, 16).head[1] == "Decisions of COP 16 not loaded"
    assert new_mandates(store, 9, body="np-mop").head[1] == "Decisions after NP-MOP 5 not loaded"
    assert new_mandates(store, 2, body="SBSTTA").head[1] == "Decisions of SBSTTA not loaded"
    assert new_mandates(store, 17).paragraphs == ()


@pytest.mark.parametrize(("session", "body"), [(0, "COP"), (17, "CITES COP"), (17, "nobody"), (-1, "")])
def test_a_body_or_session_that_is_none(session: int, body: str, store: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="no session of a body"):
        new_mandates(store, session, body)


def test_what_is_listed_and_why(found: NewMandates) -> None:
    listed = by_place(found)
    assert list(listed) == [
        "Decision 17/5, preambular paragraph 1",
        "17/5, para. 1",
        "17/5, para. 2",
        "17/5, para. 2 (b)",
        "17/5, para. 3",
    ]
    assert listed["17/5, para. 1"].why[0] == "asks the group"
    assert any("Informal Advisory Group on Technical" in reason for reason in listed["17/5, para. 1"].why)
    assert listed["17/5, para. 2"].why == ("consults the group", "may name the group: IAG")
    assert listed["17/5, para. 3"].why == ("names the group: TSC-IAG",)
    assert listed["17/5, para. 2 (b)"].why == ("recalls a decision that the workplan cites",)
    assert (listed["17/5, para. 2"].verb, listed["17/5, para. 2"].directed_to) == ("invites", "Parties")
    assert (listed["17/5, para. 1"].role, listed["17/5, para. 3"].role) == ("asked", "")
    assert "text not reviewed for the group" in to_text(found)


def test_what_is_recalled_and_who_rests_on_it(found: NewMandates) -> None:
    exact = by_place(found)["17/5, para. 2 (b)"]
    assert exact.recalls == ("16/9 B, para. 9 (c)",)
    assert exact.tasks == ("WS3.T4",)
    assert exact.decision_tasks == ("WS3.T1", "WS3.T2", "WS3.T3", "WS3.T4", "WS4.T1", "WS4.T2", "WS4.T3")
    whole = by_place(found)["Decision 17/5, preambular paragraph 1"]
    assert whole.recalls == ("Decision 15/8",)
    assert whole.tasks == ("WS1.T2", "WS1.T3", "WS1.T5", "WS2.T1", "WS2.T4")


def test_what_is_loaded_is_said(found: NewMandates) -> None:
    assert found.head[-1] == "Loaded: Decision 17/5 (known in full)"
    assert not any("not loaded" in line for line in found.head)


def test_the_text_of_the_language_else_english(made: EmbeddedStore) -> None:
    listed = new_mandates(made, 17, lang="fr").paragraphs
    assert [paragraph.lang for paragraph in listed] == ["fr", "fr", "en", "en", "en"]
    assert "sollicite le groupe" in listed[1].why


def test_a_session_that_says_nothing_of_the_group(tmp_path: Path) -> None:
    quiet = Loaded(
        "18/1", (Paragraph("paragraph", para="1", text={"en": "Adopts the agenda."}),), (Text("en"),)
    )
    store = EmbeddedStore.from_quads(made_quads(tmp_path, MADE, quiet))
    found = new_mandates(store, 18)
    assert found.paragraphs == ()
    assert found.head[-1].startswith("None of the 1 texts loaded asks, consults or names the group")
    assert new_mandates(store, 19).head[1] == "Decisions after COP 18 not loaded"
    assert len(new_mandates(store, 17).paragraphs) == 5
    assert new_mandates(store, 1).head[1] == "Decisions of COP 1 not loaded"


def test_a_bare_name_is_not_certain(tmp_path: Path) -> None:
    text = {"en": "Thanks the informal advisory group.", "es": "Agradece al grupo asesor oficioso."}
    bare = replace(MADE, paragraphs=(Paragraph("paragraph", para="1", text=text),))
    (one,) = new_mandates(EmbeddedStore.from_quads(made_quads(tmp_path, bare)), 17).paragraphs
    assert one.why == ("may name the group: informal advisory group, grupo asesor oficioso",)


def test_a_group_without_names(made: EmbeddedStore) -> None:
    found = new_mandates(made, 17, group="another")
    assert "The group another has no names in group_names.tsv" in found.head[-1]
    assert [paragraph.paragraph for paragraph in found.paragraphs] == [
        "Decision 17/5, preambular paragraph 1",
        "17/5, para. 1",
        "17/5, para. 2",
        "17/5, para. 2 (b)",
    ]
    assert found.group == ()
    assert "No decision on the group another is in the register." in found.foot


def facts(found: NewMandates, reference: str) -> dict[str, str]:
    (card,) = (card for card in found.group if card.reference == reference)
    return {fact.name: fact.words for fact in card.facts}


def test_who_set_up_the_group(store: EmbeddedStore) -> None:
    found = new_mandates(store, 17)
    assert [card.reference for card in found.group] == ["Decision 15/8", "15/8, annex III"]
    assert facts(found, "Decision 15/8")["event"] == "sets up"
    assert facts(found, "Decision 15/8")["until"] == "not stated by the source"
    assert facts(found, "Decision 15/8")["source"] == "https://undocs.org/A/RES/79/208"
    assert "text" not in facts(found, "15/8, annex III")


def with_group_rows(folder: Path, *rows: str) -> EmbeddedStore:
    home = made_workspace(folder, MADE)
    (home / "data" / "register" / "group_decisions.tsv").write_text(GROUPS + "".join(rows), encoding="utf-8")
    return EmbeddedStore.from_quads(build(None, home).quads)


def test_what_a_later_decision_replaces_with_its_text(tmp_path: Path) -> None:
    source = "https://example.org/seen\tseen\t\n"
    store = with_group_rows(
        tmp_path,
        f"iag-tsc\tset-up\t15/8\t\t\t\t\t\t\t\tSets it up.\t{source}",
        f"iag-tsc\treplaced\t17/5\t\t\t\t1\t\tits nineteenth meeting\t15/8, annex III\tNew terms.\t{source}",
        f"iag-tsc\textended\t17/5\t\t\t\t4\t\t\tdecision 15/8\tGoes on.\t{source}",
    )
    found = new_mandates(store, 17)
    assert facts(found, "17/5, para. 1") == {
        "event": "replaces",
        "until": "its nineteenth meeting",
        "replaces": "15/8, annex III",
        "text": next(iter(MADE.paragraphs[1].text.values())),
        "description": "New terms.",
        "source": "https://example.org/seen",
    }
    assert facts(found, "17/5, para. 4")["replaces"] == "Decision 15/8"


def test_what_may_extend_the_group_is_to_be_entered_until_it_is(tmp_path: Path) -> None:
    name = "Informal Advisory Group on Technical and Scientific Cooperation"
    texts = (
        ("extends", f"Extends the mandate of the {name} until its next meeting;"),
        ("extends", "Extends the mandate of the lanterns;"),
        ("invites", f"Invites the {name} to see the lanterns;"),
    )
    rows = tuple(
        Paragraph(
            "paragraph",
            part="A",
            para=str(number),
            verb=verb,
            verb_words=words.split()[0],
            text={"en": words},
        )
        for number, (verb, words) in enumerate(texts, 1)
    )
    home = made_workspace(tmp_path, Loaded("17/6", rows, (Text("en"),)))
    store = EmbeddedStore.from_quads(build(None, home).quads)
    found = new_mandates(store, 17)
    assert found.to_enter == ("17/6 A, para. 1: extends",)
    assert "group_decisions.tsv after reading" in to_text(found)
    assert len(new_mandates(store, 17, lang="fr").to_enter) == 1
    row = "iag-tsc\textended\t17/6\tA\t\t\t1\t\tits next meeting\t\tx\thttps://example.org/seen\tseen\t\n"
    (home / "data" / "register" / "group_decisions.tsv").write_text(GROUPS + row, encoding="utf-8")
    later = new_mandates(EmbeddedStore.from_quads(build(None, home).quads), 17)
    assert later.to_enter == ()
    assert facts(later, "17/6 A, para. 1")["until"] == "its next meeting"


def test_the_columns_of_the_table_on_the_group_are_documented() -> None:
    root = Path(__file__).parents[2]
    text = (root / "docs" / "register.md").read_text(encoding="utf-8")
    text = text.partition("## What decisions do to the group")[2].partition("\n## ")[0]
    for column in GROUPS.split():
        assert f"`{column}`" in text


@pytest.mark.parametrize("cell", ["the strategy", "15/8 and 16/9", "target 3", "para. 3", "15/8, bullet 3"])
def test_what_is_replaced_must_be_one_place(cell: str, tmp_path: Path) -> None:
    row = f"iag-tsc\treplaced\t17/5\t\t\t\t1\t\t\t{cell}\tx\thttps://example.org/seen\tseen\t\n"
    with pytest.raises(InputError, match=r"group_decisions.tsv, row 2, column replaces"):
        with_group_rows(tmp_path, row)


def test_a_table_of_before_the_column_is_read(tmp_path: Path) -> None:
    home = made_workspace(tmp_path, MADE)
    head = GROUPS.replace("\treplaces", "")
    row = "iag-tsc\tended\t17/5\t\t\t\t1\t\t\tx\thttps://example.org/seen\tseen\t\n"
    (home / "data" / "register" / "group_decisions.tsv").write_text(head + row, encoding="utf-8")
    store = EmbeddedStore.from_quads(build(None, home).quads)
    assert facts(new_mandates(store, 17), "17/5, para. 1")["event"] == "ends"


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_screen_and_table(lang: str, made: EmbeddedStore) -> None:
    found = new_mandates(made, 17, lang=lang)
    text = to_text(found, lang)
    assert not re.search(r"\b(uncovered|gap in|missing|fails?|overdue|IRI|node|SHACL)\b", text, re.IGNORECASE)
    assert not re.search(r"\b(?:new|find)\.\w|\{\w+\}", text)
    rows = json.loads(as_table(found, lang).to_json())
    assert len(rows) == len(found.paragraphs)
    assert rows[3]["tasks"] == "WS3.T4"
    out = io.StringIO()
    print_new(found, out, lang, width=70)
    assert max(map(len, out.getvalue().splitlines())) <= 70
