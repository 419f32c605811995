"""Each notation of known decisions, and why some have none."""

import subprocess
import sys

import pytest

from iagkg.citation import (
    Citation,
    canonical,
    containers,
    decision_iri,
    notations,
    parse_citations,
    provision_iri,
    provision_path,
    sort_key,
)

ID = "https://w3id.org/iagkg/id/"


def one(text: str) -> Citation:
    (found,) = parse_citations(text).citations
    return found


def test_all_notations_of_an_item() -> None:
    written = notations(one("Dec. 16/9 B, para. 9 (a)"))
    assert written.text == "16/9 B, para. 9 (a)"
    assert written.named == "Decision 16/9 B, para. 9 (a)"
    assert written.dtt_dot == "CBD/COP/16/09.B09.01"
    assert written.dtt_slash == "CBD/COP/16/09/B09.01"
    assert written.page == "https://www.cbd.int/decisions/cop/16/9/b9.1"
    assert written.iri == ID + "decision/cbd/cop/16/9/b/9/a"
    assert "CBD/COP/DEC/16/9" in written.why["symbol"]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("decision 16/31", "CBD/COP/DEC/16/31"),
        ("decision XIII/23", "CBD/COP/DEC/XIII/23"),
        ("decision XII/12", "UNEP/CBD/COP/DEC/XII/12"),
        ("decision CP-9/13", "CBD/CP/MOP/DEC/9/13"),
        ("SBSTTA recommendation XVI/12", "UNEP/CBD/SBSTTA/REC/XVI/12"),
    ],
)
def test_symbols(text: str, symbol: str) -> None:
    assert notations(one(text)).symbol == symbol


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("decision 15/8, annex III", "decision/cbd/cop/15/8/annex-3"),
        ("decision VII/16, annex G, para. 8", "decision/cbd/cop/7/16/annex-g/8"),
        ("annex to decision XII/28", "decision/cbd/cop/12/28/annex"),
        ("decision V/3 II, paragraph 10", "decision/cbd/cop/5/3/sec-2/10"),
        ("decision VII/19, annex, section D, paragraph xxiii", "decision/cbd/cop/7/19/annex/sec-d/par-xxiii"),
        ("decision BS-VI/3", "decision/cbd/cp-mop/6/3"),
        ("decision NP-1/8", "decision/cbd/np-mop/1/8"),
        ("decision EM-2/1", "decision/cbd/cop-em/2/1"),
        ("SBSTTA recommendation 23/6", "recommendation/cbd/sbstta/23/6"),
        ("decision 16/CP.22", "decision/unfccc/cop/22/16"),
        ("decision BC-14/13", "decision/basel/cop/14/13"),
        ("decision 4.COM 15A", "decision/unesco-ich/com/4/15a"),
    ],
)
def test_addresses(text: str, path: str) -> None:
    assert notations(one(text)).iri == ID + path


def test_what_has_no_segment_points_to_what_contains_it() -> None:
    found = one("Decision VII/5 Annex, operational objective 3.4.(a)")
    assert notations(found).iri is None
    assert provision_iri(found) == ID + "decision/cbd/cop/7/5/annex"
    assert provision_iri(one("decision 16/3, paragraph 0")) is None
    assert decision_iri(one("decision 16/3, paragraph 0")) == ID + "decision/cbd/cop/16/3"


def test_a_whole_decision_is_no_provision() -> None:
    found = one("decision 16/3")
    assert provision_iri(found) is None
    assert provision_path(found) is None
    assert containers(found) == ()
    assert decision_iri(one("KMGBF Target 21")) is None


def test_containers_from_the_decision_down() -> None:
    chain = containers(one("Decision 16/9 B, para. 9 (e) (ii)"))
    assert [(c.kind, c.number, c.label) for c in chain] == [
        ("section", "B", "16/9 B"),
        ("paragraph", "9", "16/9 B, para. 9"),
        ("item", "e", "16/9 B, para. 9 (e)"),
        ("subitem", "ii", "16/9 B, para. 9 (e) (ii)"),
    ]
    assert chain[-1].iri == ID + "decision/cbd/cop/16/9/b/9/e/ii"


def test_order_is_that_of_the_document() -> None:
    texts = [
        "decision XII/2",
        "decision 15/8",
        "decision 15/8, para. 2",
        "decision 15/8, para. 2 (a)",
        "decision 15/8, para. 2 (b)",
        "decision 15/8, para. 10",
        "decision 15/8, annex I",
        "decision 15/8, annex I, para. 3",
        "decision 15/8, annex III",
        "decision 15/10",
        "decision 16/9 A, para. 11",
        "decision 16/9 B, para. 2",
    ]
    keys = [sort_key(one(text)) for text in texts]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert sort_key(one("decision 16/9")) == "cbd/cop/016/009"


def test_canonical_text() -> None:
    assert canonical(one("dec. 15/8 – annex I")) == "15/8, annex I"
    assert canonical(one("In its recommendation 23/6, the SBSTTA")) == "SBSTTA recommendation 23/6"
    assert canonical(one("CP11/7")) == "CP-11/7"
    assert canonical(one("Cible 21")) == "KMGBF Target 21"


def test_notations_need_no_grammar() -> None:
    code = (
        "import sys; from iagkg.citation import Citation, notations, containers, sort_key\n"
        "c = Citation(type='decision', decision='16/9', body='COP', para='9')\n"
        "notations(c), containers(c), sort_key(c)\n"
        "sys.exit(any(name.split('.')[0] == 'lark' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "decision 15/8, annex III, para. 2 (a)",
        "decision 15/8, annex III",
        "annex to decision VI/24 A",
        "decision V/3 II, paragraph 10",
        "decision 16/9 B",
        "decision 14/8, para. 2.2",
        "decision I/7, paragraph xii",
        "decision 16/3, para. 300",
        "decision CP-9/7, para. 3",
        "SBSTTA recommendation 23/6",
        "decision 16/CP.22",
    ],
)
def test_what_the_tracking_tool_cannot_say(text: str) -> None:
    written = notations(one(text))
    assert written.dtt_dot is None
    assert written.dtt_slash is None
    assert written.page is None
    assert all(written.why[name] for name in ("dtt_dot", "dtt_slash", "page"))
