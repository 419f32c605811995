"""The report of a run: growth, aims met or not, what did not finish; a plot that is XML."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bench_scale import written
from scale.aims import verdicts
from scale.figures import Figure, Figures, exponent
from scale.plot import as_svg
from scale.preparing import Digest
from scale.report import as_markdown

COVERAGE = ["not-cited"]


@pytest.fixture
def figures() -> Figures:
    made = Figures({10_000: 20_000, 100_000: 200_000})
    for size, one in ((10_000, 1.0), (100_000, 10.0)):
        made.add(
            [
                Figure("bulk load", size, one, 20_000),
                Figure("load", size, one * 2, 20_000, 10**9),
                Figure("inference", size, one * 0.5, 5),
                Figure("bulk load of the inferred", size, one * 0.25, 5),
                Figure("checks", size, one**2, 3),
                Figure("query not-cited", size, one, 7),
                Figure("Oxigraph server not-cited", size, one / 2, 7),
                Figure("load Oxigraph server", size, one),
                Figure("build", size, one * 4, 20_000, 10**8),
            ]
        )
    made.add([Figure("owlrl", 100_000, 600.0, 5), Figure("pySHACL", 100_000, None, said="out of memory")])
    return made


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_the_exponent_is_that_of_the_points(power: float) -> None:
    assert exponent([(x, 3 * x**power) for x in (10.0, 100.0, 1000.0)]) == pytest.approx(power)


def test_growth_needs_two_sizes_and_some_time(figures: Figures) -> None:
    assert figures.growth("bulk load") == pytest.approx(1)
    assert figures.growth("checks") == pytest.approx(2)
    assert figures.growth("owlrl") is None
    figures.add([Figure("quick", 10_000, 0.001), Figure("quick", 100_000, 0.01)])
    assert figures.growth("quick") is None


def test_each_aim_is_met_or_not_or_not_measured(figures: Figures) -> None:
    found = {one.aim.partition(",")[0]: one for one in verdicts(figures, COVERAGE)}
    assert [one.met for one in found.values()] == [False, True, True, None, False, True, True]
    assert found["load: share of pyoxigraph's throughput"].found == "0.50"
    assert found["inference: times as fast as owlrl"].found == "120.00"
    assert found["checks: times as fast as pySHACL"].found == "pySHACL: out of memory"


def test_a_peer_that_does_not_finish_is_slower(figures: Figures) -> None:
    figures.add([Figure("Oxigraph server not-cited", 100_000, None, said="not finished in 60 s")])
    found = next(one for one in verdicts(figures, COVERAGE) if one.aim.startswith("not-cited"))
    assert found.met


def test_the_report_says_what_was_not_met_and_what_did_not_finish(figures: Figures) -> None:
    text = as_markdown(figures, COVERAGE, "a machine")
    assert "| load: share of pyoxigraph's throughput, 100,000 | at least 0.9 | 0.50 | **not met** |" in text
    assert "| checks | 1.00 s | 100.00 s | 2.00 |" in text
    assert "| pySHACL |  | out of memory |  |" in text
    assert "| not-cited | 1.00 s | 10.00 s | 7 | 1.00 | 5.00 s |" in text


def test_the_plot_has_a_line_for_each_job(figures: Figures) -> None:
    root = ET.fromstring(as_svg(figures, ["bulk load", "checks", "never run"]))  # noqa: S314  # our own
    assert len(root.findall("{http://www.w3.org/2000/svg}polyline")) == 2
    assert ET.fromstring(as_svg(Figures(), ["checks"])).tag.endswith("svg")  # noqa: S314


def test_everything_is_written_to_the_folder(figures: Figures, tmp_path: Path) -> None:
    written(figures, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"scale.md", "scale.svg", "scale-queries.svg", "scale.json"}
    assert len(json.loads((tmp_path / "out" / "scale.json").read_text())["figures"]) == 20


def test_a_digest_does_not_depend_on_the_order_of_rows() -> None:
    one, other = Digest(), Digest()
    one.add([("a", "b"), ("c", "d")])
    other.add([("c", "d"), ("a", "b")])
    assert one.said == other.said != Digest().said
