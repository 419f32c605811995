"""What a sheet has beside its values: joined cells, formulas, hidden rows, its last row and column."""

import pytest
from made_word import zipped

from iagkg.errors import InputError
from iagkg.office.package import open_package
from iagkg.office.sheet import Marks, place_of, sheet_marks, sheet_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x" Target="{target}"/></Relationships>'
)


def marks(rows: str, after: str = "", namespace: str = MAIN, target: str = "worksheets/sheet1.xml") -> Marks:
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    files = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(target=target),
        "xl/worksheets/sheet1.xml": sheet,
    }
    package = open_package("a.xlsx", zipped(files), "xlsx")
    return sheet_marks(package, sheet_parts(package)["Plan"])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("A1", (1, 1)),
        ("C14", (14, 3)),
        ("$AA$10", (10, 27)),
        ("XFD1048576", (1048576, 16384)),
        ("14", None),
        ("", None),
    ],
)
def test_places(address: str, place: tuple[int, int] | None) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_what_is_met(namespace: str, target: str) -> None:
    found = marks(
        '<row r="2"><c r="A2"><v>1</v></c><c r="D2"/></row><row r="5" hidden="1">'
        '<c r="B5"><f>A1</f><v>2</v></c></row>'
        '<row r="900"/>',
        '<mergeCells><mergeCell ref="A2:A5"/><mergeCell ref="bad"/></mergeCells>',
        namespace,
        target,
    )
    assert (found.rows, found.last_row, found.last_column) == (2, 5, 2)
    assert (found.formulas, found.formula_count, found.hidden) == (["B5"], 1, [5])
    assert sorted(found.merged) == [2, 3, 4, 5]
    assert [merge.address for merge in found.merges] == ["A2:A5"]


def test_rows_without_numbers_count_on() -> None:
    assert marks("<row><c><v>1</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>").last_row == 2


def test_a_broken_sheet_is_refused() -> None:
    with pytest.raises(InputError, match="damaged"):
        marks("<row>")
