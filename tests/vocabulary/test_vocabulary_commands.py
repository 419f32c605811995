"""The commands: what they print, what they write, how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from vocabulary_folders import saved, workspace

TERMS = [
    {
        "identifier": "CBD-SUBJECT-MAR",
        "title": {"en": "Marine and Coastal Biodiversity", "fr": "Diversité biologique marine et côtière"},
        "broaderTerms": ["CBD-SUBJECT-BIOMES"],
    },
    {"identifier": "CBD-SUBJECT-DEEPSEA", "title": {"en": "Deep sea"}, "broaderTerms": ["CBD-SUBJECT-MAR"]},
]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iagkg", "vocabulary", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", cwd=folder, check=False, timeout=120
    )


def test_an_import_then_a_look(tmp_path: Path) -> None:
    workspace(tmp_path)
    file = saved(tmp_path, TERMS)
    tried = run("import", str(file), "--dry-run", folder=tmp_path)
    assert (tried.returncode, tried.stderr) == (0, "")
    assert "CBD-SUBJECTS: 2 new, 0 changed, 0 as before" in tried.stdout
    assert "Nothing was written" in tried.stdout
    assert not (tmp_path / "data" / "vocabulary" / "imported").exists()
    done = run("import", str(file), "--json", folder=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["domains"][0]["new"] == 2
    shown = run("show", "cbd-subject-deepsea", folder=tmp_path)
    assert shown.returncode == 0
    assert (
        "CBD-SUBJECT-MAR (Marine and Coastal Biodiversity) (imported: the imported thesaurus)" in shown.stdout
    )
    assert "http" not in shown.stdout
    found = run("search", "diversite marin", "--lang", "fr", folder=tmp_path)
    assert "Diversité biologique marine et côtière" in found.stdout
    assert run("lint", folder=tmp_path).returncode == 0


def test_an_import_with_a_conflict_ends_with_one(tmp_path: Path) -> None:
    workspace(tmp_path)
    file = saved(tmp_path, [TERMS[0] | {"title": {"en": "Seas"}}])
    done = run("import", str(file), folder=tmp_path)
    assert done.returncode == 1
    assert (
        'CBD-SUBJECT-MAR, en: the table has "Marine and Coastal Biodiversity", the file "Seas"' in done.stdout
    )


def test_an_import_needs_a_workspace(tmp_path: Path) -> None:
    done = run("import", str(saved(tmp_path, TERMS)), folder=tmp_path)
    assert done.returncode == 3
    assert "iagkg init" in done.stderr


def test_a_sheet_is_looked_over(tmp_path: Path) -> None:
    sheet = tmp_path / "tags.csv"
    sheet.write_text('title,subjects\na,"CBD-SUBJECT-MARINE, CBD-SUBJECT-KM"\n', encoding="utf-8")
    done = run("lint", str(sheet), "--column", "subjects", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "Must be corrected (1)\n  CBD-SUBJECT-MARINE is not known. Did you mean CBD-SUBJECT-MAR "
        "(Marine and Coastal Biodiversity)?  [row 2]\n"
    )
    as_json = run("lint", str(sheet), "--column", "subjects", "--json", folder=tmp_path)
    assert json.loads(as_json.stdout)[0]["suggestions"][0] == "CBD-SUBJECT-MAR"
    sheet.write_text("title,subjects\na,CBD-SUBJECT-KM\n", encoding="utf-8")
    clean = run("lint", str(sheet), "--column", "subjects", folder=tmp_path)
    assert (clean.returncode, clean.stdout) == (0, "Nothing to correct, check or know.\n")


def test_a_thesaurus_file_is_looked_over_before_it_is_imported(tmp_path: Path) -> None:
    file = saved(
        tmp_path, [*TERMS, {"identifier": "CBD-SUBJECT-NEW", "broaderTerms": ["CBD-SUBJECT-NOWHERE"]}]
    )
    done = run("lint", str(file), folder=tmp_path)
    assert done.returncode == 1
    assert "CBD-SUBJECT-NEW points to CBD-SUBJECT-NOWHERE, which is no term of CBD-SUBJECTS" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["lint", "nothing.csv", "--column", "a"], 3, "nothing.csv: cannot be read"),
        (["lint", "nothing.json"], 3, "nothing.json: cannot be read"),
        (["lint", "--domain", "SUBJECTS"], 2, "--domain SUBJECTS: no such domain."),
        (["lint", "nothing.json", "--column", "a"], 2, "--column goes with a sheet"),
        (
            ["show", "CBD-SUBJECT-MARINE"],
            1,
            "Did you mean CBD-SUBJECT-MAR (Marine and Coastal Biodiversity)?",
        ),
        (["show", "zzzz"], 1, "No such term."),
    ],
)
def test_how_else_it_ends(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_unofficial_words_are_marked(tmp_path: Path) -> None:
    shown = run("show", "CBD-SUBJECT-KM", "--lang", "fr", folder=tmp_path)
    assert "Gestion des connaissances (non officiel)" in shown.stdout
    found = run("search", "gestion", "connaissances", "--lang", "fr", "--json", folder=tmp_path)
    assert json.loads(found.stdout) == [
        {"identifier": "CBD-SUBJECT-KM", "label": "Knowledge Management", "domain": "CBD-SUBJECTS"}
    ]


@pytest.mark.parametrize(
    ("short", "full"), [("T21", "GBF-TARGET-21"), ("KM", "CBD-SUBJECT-KM"), ("km", "CBD-SUBJECT-KM")]
)
def test_show_takes_short_forms(short: str, full: str, tmp_path: Path) -> None:
    workspace(tmp_path)
    done = run("show", short, folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{full}\n")


def test_show_says_how_far_a_list_goes(tmp_path: Path) -> None:
    workspace(tmp_path)
    done = run("show", "GBF-TARGET-99", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["No such term.", "The list goes from GBF-TARGET-01 to GBF-TARGET-23."]
