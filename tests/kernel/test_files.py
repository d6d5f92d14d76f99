import io
import zipfile
from pathlib import Path

import pytest
from django.test import override_settings

from trigpoint.kernel import files
from trigpoint.kernel.errors import Missing, Unacceptable

PDF = b"%PDF-1.7\nA lesson observation sheet"


def office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


def test_the_content_says_what_a_file_is_not_its_name():
    taken = files.accept("sheet.exe", PDF)
    assert (taken.name, taken.media_type, taken.size) == ("sheet.pdf", "application/pdf", len(PDF))


def test_a_name_is_made_safe():
    assert files.accept("..\\..\\Blwyddyn 4 <b>.pdf", PDF).name == "Blwyddyn 4 -b.pdf"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00" + b"\0" * 100,
        b"<html><script>1</script></html>",
        office("readme.txt"),
        office("word/document.xml", "word/vbaProject.bin"),
    ],
)
def test_anything_else_is_told_what_may_come_in(data):
    with pytest.raises(Unacceptable):
        files.accept("form.pdf", data)


def test_office_documents_without_macros_come_in():
    assert files.accept("x", office("word/document.xml")).name == "x.docx"
    assert files.accept("x", office("xl/workbook.xml")).name == "x.xlsx"


def test_a_picture_loses_where_it_was_taken():
    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body

    jpeg = b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01") + segment(0xE1, b"Exif GPS 53.2N") + b"\xff\xda\0\x02data\xff\xd9"
    taken = files.accept("book.jpeg", jpeg)
    assert b"GPS" not in taken.data
    assert taken.data.endswith(b"\xff\xda\0\x02data\xff\xd9")


def test_content_is_kept_once_and_read_back(tmp_path: Path):
    with override_settings(MEDIA_ROOT=tmp_path):
        taken = files.accept("sheet.pdf", PDF)
        files.keep(taken)
        files.keep(taken)
        assert files.read(taken.sha256) == PDF
        assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [taken.sha256]
        with pytest.raises(Missing):
            files.read("../../etc/passwd")
