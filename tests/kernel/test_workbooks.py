"""A workbook is read within limits: what it holds, or that it can't be read, whatever it asks for."""

import io
import zipfile

import pytest
import xlsxwriter

from trigpoint.kernel import workbooks

NAMES = "http://schemas.openxmlformats.org"
PARTS = {
    "_rels/.rels": (
        f'<Relationships xmlns="{NAMES}/package/2006/relationships"><Relationship Id="r" Target="xl/workbook.xml"'
        f' Type="{NAMES}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{NAMES}/package/2006/relationships"><Relationship Id="r" Target="worksheets/a.xml"'
        f' Type="{NAMES}/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{NAMES}/spreadsheetml/2006/main" xmlns:r="{NAMES}/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>'
    ),
}


def with_cells(*cells: str) -> bytes:
    """A workbook by hand, with a 1 in each of these cells."""
    rows = "".join(f'<row><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    sheet = f'<worksheet xmlns="{NAMES}/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, "xl/worksheets/a.xml": sheet}.items():
            archive.writestr(name, text)
    return kept.getvalue()


def test_what_it_holds_comes_out() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.add_worksheet("a").write_row(0, 0, ["name", 2, 2.5, True])

    assert workbooks.sheets(kept.getvalue(), most_rows=5) == [[["name", 2.0, 2.5, True]]]
    assert workbooks.sheets(with_cells("A1", "B3"), most_rows=5) == [[[1.0, ""], ["", ""], ["", 1.0]]]
    assert len(workbooks.sheets(with_cells("A1", "A900"), most_rows=5)[0]) == 6


@pytest.mark.parametrize("data", [b"", b"PK nonsense", with_cells("A1", "XFD1048576"), with_cells("A1", "ALL900000")])
def test_what_asks_for_too_much_is_unreadable(data: bytes) -> None:
    with pytest.raises(workbooks.Unreadable):
        workbooks.sheets(data, most_rows=5)
