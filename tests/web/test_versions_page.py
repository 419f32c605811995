"""The page on two versions: what the command says, in the pages, with the words marked that changed."""

import asyncio
import re
import shutil
from pathlib import Path

import httpx
import pytest

from iagkg.build import build
from iagkg.compare.dataset import sides_of_quads
from iagkg.compare.differences import differences
from iagkg.compare.versions import named_side
from iagkg.files import sha256
from iagkg.report.diff_html import diff_html
from iagkg.report.diff_view import view_of
from iagkg.store.embedded import EmbeddedStore
from iagkg.web.app import application
from iagkg.web.explorer import Explorer, KeptStore
from iagkg.web.headers import Guard
from iagkg.web.settings import Settings

ROOT = Path(__file__).parents[2]
EDITED = "iag_tsc_2025_2027_edited.txt"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the real workplan and a later version of it."""
    folder = tmp_path_factory.mktemp("versions")
    plans = folder / "data/workplans"
    shutil.copytree(ROOT / "data/workplans", plans)
    (folder / "iagkg.toml").write_text("", encoding="utf-8")
    shutil.copy(ROOT / "tests/data/versions" / EDITED, plans)
    row = {
        "file": EDITED, "key": "iag-tsc", "version": "2025-2027-rev", "previous": "2025-2027",
        "sha256": sha256((plans / EDITED).read_bytes()), "lang": "en", "status": "draft",
    }  # fmt: skip
    table = plans / "versions.tsv"
    head = table.read_text(encoding="utf-8").splitlines()[0].split("\t")
    with table.open("a", encoding="utf-8", newline="") as file:
        file.write("\t".join(row.get(name, "") for name in head) + "\n")
    return folder


def app_of(home: Path | None) -> Guard:
    store = EmbeddedStore.from_quads(build(workspace=home).quads)
    return application(Settings(), Explorer(KeptStore(store), "0", store.counts()), None)


@pytest.fixture(scope="module")
def app(home: Path) -> Guard:
    return app_of(home)


def get(app: Guard, path: str) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path)

    return asyncio.run(send())


def words_of(page: str) -> list[str]:
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    return [" ".join(re.sub(r"<(?!/?(?:ins|del))[^>]*>", " ", table).split()) for table in tables]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_it_says_what_the_command_says(app: Guard, home: Path, lang: str) -> None:
    found = differences(named_side("2025-2027", home), named_side("2025-2027-rev", home))
    page = get(app, f"/versions?lang={lang}").text
    assert words_of(page) == words_of(diff_html(found, lang))
    for line in view_of(found, lang).summary:
        assert line in page
    assert "<ins>" in page
    assert "<del>" in page


def test_the_other_way_round(app: Guard) -> None:
    page = get(app, "/versions?old=iag-tsc/2025-2027-rev&new=iag-tsc/2025-2027").text
    assert re.search(r'id="v-old".*?<option selected>iag-tsc/2025-2027-rev', page, re.DOTALL)
    assert words_of(page) != words_of(get(app, "/versions").text)
    same = get(app, "/versions?old=iag-tsc/2025-2027&new=iag-tsc/2025-2027").text
    assert "No differences." in same


def test_a_version_that_is_not_there(app: Guard) -> None:
    answer = get(app, "/versions?old=nothing")
    assert answer.status_code == 400
    assert "one of iag-tsc/2025-2027-rev, iag-tsc/2025-2027" in answer.text


def test_one_version_alone() -> None:
    page = get(app_of(None), "/versions")
    assert page.status_code == 200
    assert "Only one version is here" in page.text


def test_versions_stand_newest_first(home: Path) -> None:
    sides = sides_of_quads(build(workspace=home).quads)
    assert [side.version for side in sides] == ["2025-2027-rev", "2025-2027"]
    assert sides[1].title == named_side("2025-2027", home).title
