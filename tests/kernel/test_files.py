import io
import os
import threading
import time
import zipfile
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from PIL import Image, PngImagePlugin
from tests.factories.evidence import note
from tests.factories.reviews import whole

from trigpoint.evidence.actions import attachments
from trigpoint.kernel import files, tasks
from trigpoint.kernel.errors import Missing, Unacceptable
from trigpoint.reviews.actions import pack

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


def test_a_png_loses_what_was_written_into_it():
    picture = Image.linear_gradient("L").convert("RGB")
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Tomos Prydderch")
    words.add_text("Comment", "Year 4 " * 20, zip=True)
    words.add_itxt("XML:com.adobe.xmp", "<GPSLatitude>53.2N</GPSLatitude>")
    words.add(b"tIME", bytes([7, 235, 1, 14, 9, 30, 0]))
    exif = Image.Exif()
    exif[0x010E] = "Seen in room 4"
    made = io.BytesIO()
    picture.save(made, "png", pnginfo=words, exif=exif, dpi=(144, 144))

    taken = files.accept("book.png", made.getvalue() + b"left over of a larger picture")

    for told in (b"Tomos", b"tEXt", b"zTXt", b"iTXt", b"53.2N", b"eXIf", b"room 4", b"tIME", b"left over"):
        assert told not in taken.data
    with Image.open(io.BytesIO(taken.data)) as kept:
        kept.load()
        assert list(kept.info) == ["dpi"]
        assert kept.tobytes() == picture.tobytes()


@pytest.mark.parametrize("length", [0, 8, 11, 40, 60])
def test_a_png_that_was_cut_short_harms_nothing(length):
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "png")
    data = made.getvalue()[: 8 + length]
    assert data.startswith(files.accept("x.png", data).data)


@pytest.fixture
def kept(tmp_path: Path):
    """Where files are kept in this test; gives the names of those that are there."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield lambda: sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_content_is_kept_once_and_read_back(kept):
    taken = files.accept("sheet.pdf", PDF)
    files.keep(taken)
    files.keep(taken)
    assert files.read(taken.sha256) == PDF
    assert kept() == [taken.sha256]
    with pytest.raises(Missing):
        files.read("../../etc/passwd")


@pytest.mark.django_db(transaction=True)
def test_a_file_is_only_kept_with_the_row_that_refers_to_it(kept):
    with pytest.raises(RuntimeError):
        files.keep(files.accept("sheet.pdf", PDF))
    assert kept() == []


@pytest.mark.django_db
def test_a_file_leaves_the_disk_when_nothing_refers_to_it_any_more(at, kept):
    w = whole(state="under_way")
    item = pack.add_file(actor=w.host_head, at=at, review=w.review, file_name="plan.pdf", content=PDF)
    sheet = note(w.review, w.reviewer, at=at)
    same = attachments.attach(actor=w.reviewer, at=at, note=sheet, name="sheet.pdf", data=PDF)
    other = attachments.attach(actor=w.reviewer, at=at, note=sheet, name="other.pdf", data=PDF + b"2")
    both = sorted([same.sha256, other.sha256])

    tasks.sweep_files(timestamp=0)
    assert kept() == both

    pack.withdraw_item(actor=w.host_head, at=at, item=item)
    attachments.remove(actor=w.reviewer, at=at, attachment=other)
    assert kept() == both
    tasks.sweep_files(timestamp=0)
    assert kept() == [same.sha256]

    attachments.remove(actor=w.reviewer, at=at, attachment=same)
    assert files.sweep() == 1
    assert kept() == []
    same.refresh_from_db()
    assert (same.name, same.sha256) == ("", "")


@pytest.mark.django_db
def test_what_a_crash_left_half_written_goes_after_a_day(kept, tmp_path):
    place = tmp_path / "ab"
    place.mkdir()
    (place / "tmpold").write_bytes(b"half")
    (place / "tmpnew").write_bytes(b"being written")
    yesterday = time.time() - 25 * 60 * 60
    os.utime(place / "tmpold", (yesterday, yesterday))
    assert files.sweep() == 1
    assert kept() == ["tmpnew"]


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_row_is_not_committed_yet_stays(at, kept):
    """The sweep finds the file, waits for the transaction that brought it, and then finds the row."""
    w = whole(state="under_way")
    swept: list[int] = []

    def sweep() -> None:
        swept.append(files.sweep())
        connection.close()

    other = threading.Thread(target=sweep)
    with transaction.atomic():
        item = pack.add_file(actor=w.host_head, at=at, review=w.review, file_name="plan.pdf", content=PDF)
        other.start()
        other.join(timeout=0.5)
        assert swept == []
    other.join(timeout=10)
    assert swept == [0]
    assert files.read(item.sha256) == PDF
