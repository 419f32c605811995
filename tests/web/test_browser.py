"""A real browser on the pages: no barriers, and the errands of an officer, by mouse and by key."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from arabic_texts import PLACE, TASK, TEXT, WORD, with_arabic
from asking_web import app_of
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, sync_playwright
from serving_web import served

from iagkg.build import build
from iagkg.cli.serving import Serving, made

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium on this machine"
)
PAGES = (
    "/", "/search?q=Bioland", "/search?q=WS1.T2", "/matrix?decision=16/9", "/timeline", "/progress",
    "/questions", "/questions/running-on", "/ontology", TASK, "/id/decision/cbd/cop/16/9", "/target/21",
    "/nothing", "/ontology?lang=fr", "/embed/paragraphs", "/progress?lang=fr", "/matrix?lang=es", "/versions",
    "/query", "/query?query=ASK%20%7B%7D", "/query?query=SELECT%20%2A%0AWHERE%20%7B%20x%3Ay%20%7D",
)  # fmt: skip


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    app, queries = made(Serving())
    assert queries is not None
    with served(app) as address:
        yield address
    queries.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is needed: apt-get install chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=url, accept_downloads=True, locale="en-GB")
    found = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    found.on("request", lambda request: asked.append(request.url))
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield found
    context.close()
    assert {urlsplit(one).netloc for one in asked} <= {urlsplit(url).netloc}
    assert [words for words in wrong if "404" not in words and "400" not in words] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_barriers_and_no_page_wider_than_its_window(page: Page, path: str) -> None:
    for width in (320, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != 1920:
            found = Axe().run(
                page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
            )
            assert found.violations_count == 0, found.generate_report()


@pytest.fixture(scope="module")
def arabic_url() -> Iterator[str]:
    with served(app_of(with_arabic(build().quads))) as address:
        yield address


@pytest.mark.parametrize("path", [PLACE, "/", f"/search?q={quote(WORD)}", TASK])
def test_arabic_words_stand_on_the_right_and_raise_no_barriers(
    browser: Browser, arabic_url: str, path: str
) -> None:
    context = browser.new_context(base_url=arabic_url)
    page = context.new_page()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        if path == TASK:
            continue
        text = page.locator("[lang=ar]").first
        assert text.inner_text() == TEXT
        # The first letter stands at the right edge, and the words are read from there.
        first, onward = text.evaluate(
            """element => {
              const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
              const at = (index) => {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + 1);
                return range.getBoundingClientRect();
              };
              return [element.getBoundingClientRect().right - at(0).right, at(0).left - at(3).left];
            }"""
        )
        assert 0 <= first < 12
        assert onward > 0
    context.close()


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_pictures_of_the_vocabulary_lead_to_its_terms(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"/ontology?lang={lang}")
    assert page.get_by_role("img").count() == 19
    page.locator("svg").first.locator("a[href='#Workstream']").first.click()
    assert page.evaluate("location.hash") == "#Workstream"
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll(".diagram a:has(rect)")].filter(one =>
          one.querySelector("text").getBBox().width > one.querySelector("rect").getBBox().width
        ).map(one => one.textContent)"""
    )
    assert too_wide == []


def test_pages_work_without_scripts(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("16/9 B 9 (c)")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", name="16/9 B, para. 9 (c)").is_visible()
    assert not page.get_by_role("button", name="Copy link").is_visible()
    context.close()


def test_paragraphs_cited_only_in_bulk_are_found_and_downloaded(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="only annexes or whole decisions").first.click()
    assert "WS1.T3" in page.locator("table").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    with open(download.value.path(), "rb") as file:  # noqa: PTH123  # where the browser put it
        sheet = load_workbook(io.BytesIO(file.read())).worksheets[0]
    assert any(cell.value == "WS1.T3" for row in sheet.iter_rows() for cell in row)


def test_which_paragraph_asks_for_the_bioland_advice(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("Bioland")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="WS4.T3").first.click()
    assert "16/9 A, para. 11 (f)" in page.locator("main").inner_text()
    page.get_by_role("link", name="16/9 A, para. 11 (f)").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "16/9 A, para. 11 (f)"


def test_which_periods_run_next_quarter(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Timeline").click()
    page.get_by_label("As of").fill("2026-02-15")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("table.stacked tbody tr").all_inner_texts()
    running = [row for row in rows if row.rstrip().endswith("running")]
    assert len(running) == 6
    assert page.locator("svg[role=img]").is_visible()


def test_the_task_that_names_target_21_and_its_link(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("Target 21")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="WS3.T1").first.click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copy link", pressed=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.startswith(f"{url}/id/workplan/iag-tsc/2025-2027/ws-3/t-1")
    context.close()


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.goto("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Matrix":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matrix?**")
    assert page.locator(".facets .on").first.inner_text() == chosen


def test_the_same_errands_by_keyboard_alone(browser: Browser, url: str) -> None:
    """Paragraphs cited only in bulk as Excel; the Bioland advice; next quarter; Target 21 and its link."""
    context = browser.new_context(base_url=url, accept_downloads=True, locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/")
    follow(page, "Questions", "**/questions")
    follow(page, "only annexes or whole decisions", "**/questions/*")
    reach(page, "Excel")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".xlsx")

    page.goto("/")
    reach(page, "q")
    page.keyboard.type("Bioland")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    follow(page, "WS4.T3", "**/id/workplan/**")
    follow(page, "16/9 A, para. 11 (f)", "**/id/decision/**")
    assert page.get_by_role("heading", level=1).inner_text() == "16/9 A, para. 11 (f)"

    page.goto("/")
    follow(page, "Timeline", "**/timeline")
    reach(page, "as_of")
    page.keyboard.type("04042026")  # the same day however a browser orders it
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2026-04-04**")
    assert "running" in page.locator("table").inner_text()

    page.goto("/")
    reach(page, "q")
    page.keyboard.type("Target 21")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    follow(page, "WS3.T1", "**/id/workplan/**")
    reach(page, "Copy link")
    page.keyboard.press("Enter")
    page.wait_for_selector("button[aria-pressed=true]")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_a_query_is_written_with_buttons_mended_and_shared(page: Page) -> None:
    page.goto("/questions")
    page.get_by_role("link", name="A query of your own").click()
    area = page.get_by_label("Query", exact=True)
    area.fill("SELECT ?task ?words WHERE {\n  ?task a \n}")
    area.evaluate("area => area.setSelectionRange(37, 37)")
    page.get_by_text("Terms to insert").click()
    page.get_by_label("Find a term").fill("a row of the")
    assert not page.get_by_role("button", name="iag:Decision", exact=True).is_visible()
    page.get_by_label("Find a term").fill("")
    page.get_by_role("button", name="iag:Task", exact=True).click()
    words = (
        "PREFIX iag: <https://w3id.org/iagkg/ontology#>\nSELECT ?task ?words WHERE {\n  ?task a iag:Task \n}"
    )
    assert area.input_value() == words
    page.keyboard.type(" ;\n    dcterms:description ?words")
    assert page.locator(".gutter li").all_inner_texts() == ["1", "2", "3", "4", "5"]
    page.keyboard.press("Control+Enter")
    told = page.get_by_role("alert").inner_text()
    assert "Line 4, column" in told
    assert "the prefix dcterms: is declared by no PREFIX line" in told
    assert page.locator(".gutter .wrong").all_inner_texts() == ["4"]
    page.get_by_text("Terms to insert").click()
    page.get_by_role("button", name="dcterms:", exact=True).click()
    page.get_by_role("button", name="Run").click()
    assert "Knowledge" in page.locator("#answer table").inner_text()
    shared = page.url
    page.goto("/")
    page.goto(shared)
    page.locator("#answer").get_by_role("link", name="Bioland and national clearing-houses").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("WS")
    page.goto(shared)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with open(download.value.path(), encoding="utf-8") as file:  # noqa: PTH123  # where the browser put it
        assert file.readline().strip() == "task,words"


def test_a_query_of_ones_own_without_scripts(browser: Browser, url: str) -> None:
    context = browser.new_context(base_url=url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/query")
    assert not page.get_by_text("Terms to insert").is_visible()
    page.get_by_role("button", name="Run").click()
    assert "Rows: 20" in page.locator("#answer").inner_text()
    page.get_by_label("Query", exact=True).fill("SELECT ?x\nWHERE { ?x a")
    page.get_by_role("button", name="Run").click()
    assert page.locator(".lines .wrong").inner_text().startswith("WHERE { ?x a")
    context.close()


def test_printed_it_has_no_controls(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator(".draft").is_visible()
    assert page.locator("table").first.is_visible()


def test_one_file_opens_without_a_network(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    files = []
    for name in ("one.html", "two.html"):
        command = [sys.executable, "-m", "iagkg", "site", "--single-file", "--draft", "--as-of", "2026-05-15"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""}
        subprocess.run([*command, "-o", name], cwd=tmp_path, env=environment, check=True)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((tmp_path / "one.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}).violations_count == 0
    assert page.get_by_text("DRAFT - adoption not recorded").first.is_visible()
    page.get_by_label("Find on this page").fill("bioland")
    assert page.locator("tr[data-row]:visible").count() == 1
    assert page.locator("section[data-row]:visible").count() >= 1
    page.get_by_label("Find on this page").fill("")
    page.get_by_label("Workstream").select_option("WS2.")
    assert "WS1.T1" not in " ".join(page.locator("tr[data-row]:visible").all_inner_texts())
    page.get_by_label("Workstream").select_option("")
    page.get_by_role("link", name="WS3.T1").first.click()
    assert page.evaluate("location.hash") == "#WS3.T1"
    with page.expect_download() as download:
        page.get_by_role("link", name="citations.xlsx").click()
    with open(download.value.path(), "rb") as file:  # noqa: PTH123  # where the browser put it
        sheet = load_workbook(io.BytesIO(file.read())).worksheets[0]
    assert any(cell.value == "WS3.T1" for row in sheet.iter_rows() for cell in row)
    context.close()
    assert {urlsplit(one).scheme for one in asked} <= {"file", "data", "blob"}
    assert wrong == []


def test_a_draft_is_published_only_as_one(tmp_path: Path) -> None:
    (tmp_path / "iagkg.toml").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "iagkg", "site", "--single-file"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "IAGKG_WORKSPACE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--draft" in done.stderr
    assert not list(tmp_path.glob("*.html"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Serve the desk of a workspace, and make the Word file of the workplan."""
    folder = tmp_path_factory.mktemp("desk")
    program = [sys.executable, "-m", "iagkg"]
    subprocess.run([*program, "init", "home"], cwd=folder, check=True, capture_output=True)
    document = ROOT / "data/workplans/iag_tsc_2025_2027.txt"
    subprocess.run(
        [*program, "read", document, "-o", "plan.docx"], cwd=folder, check=True, capture_output=True
    )
    app, queries = made(Serving(workspace=folder / "home", desk=True))
    assert queries is not None
    with served(app) as address:
        yield address, folder / "plan.docx"
    queries.close()


@pytest.mark.parametrize(
    "path",
    ["", "/read", "/decision", "/tasks/WS1.T2", "/corrections", "/added", "/back", "/undo"],
)
def test_the_desk_has_no_barriers(browser: Browser, desk: tuple[str, Path], path: str) -> None:
    page = browser.new_page(base_url=desk[0])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(f"/desk{path}")
        assert answer
        assert answer.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_from_a_word_file_to_the_meeting_paper_by_mouse_alone(
    browser: Browser, desk: tuple[str, Path], tmp_path: Path
) -> None:
    page = browser.new_page(base_url=desk[0], accept_downloads=True)
    page.goto("/")
    page.get_by_role("link", name="Desk").click()
    page.get_by_role("link", name="Read a workplan").click()
    page.get_by_label("File").set_input_files(desk[1])
    page.get_by_role("button", name="Show what is understood").click()
    assert "16 tasks" in page.locator("main").inner_text()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).violations_count == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Meeting paper (Word)").click()
    download.value.save_as(tmp_path / "paper.docx")
    paper = Document(str(tmp_path / "paper.docx"))
    assert "WS1.T1" in "".join(
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    page.close()


def test_a_status_by_keyboard_alone(browser: Browser, desk: tuple[str, Path]) -> None:
    page = browser.new_page(base_url=desk[0])
    page.goto("/desk")
    follow(page, "WS3.T4", "**/desk/tasks/WS3.T4*")
    reach(page, "e-status")
    page.keyboard.type("in progress")
    reach(page, "e-by")
    page.keyboard.type("secretary of the group")
    reach(page, "Look it over")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=From now on")
    follow(page, "Keep", "**/desk?done=1*")
    assert "in progress" in page.get_by_role("link", name="WS3.T4").locator("..").inner_text().casefold()
    page.goto("/progress")
    assert "secretary of the group" in page.locator("main").inner_text()
    page.close()


def follow(page: Page, wanted: str, url: str) -> None:
    """Reach a link or button by keyboard, press it, and wait for where it leads."""
    reach(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(url)


def reach(page: Page, *wanted: str) -> None:
    """Press Tab until what has the focus has some of these words, or such a name."""
    for _ in range(300):
        page.keyboard.press("Tab")
        name, words = page.evaluate("[document.activeElement.id, document.activeElement.textContent]")
        said = words.strip()
        if any(one == name or said.startswith(one) or (len(one) > 20 and one in said) for one in wanted):
            return
    raise AssertionError(f"{wanted[0]} cannot be reached by keyboard")
