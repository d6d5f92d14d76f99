"""What a first page carries: our type and colours, nothing of government's, and little of it."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.architecture.templates import sources

BUILT = Path(settings.BASE_DIR) / "static" / "build"

pytestmark = pytest.mark.skipif(not (BUILT / "app.css").exists(), reason="the styles are not built: make setup")


@pytest.fixture(scope="module")
def css() -> str:
    return (BUILT / "app.css").read_text()


def test_nothing_of_governments_identity_is_shipped(css: str) -> None:
    assert "GDS Transport" not in css
    assert "crest" not in css
    assert not re.search(r"\.govuk-(header|footer|cookie-banner)\b", css)
    for colour in ("#1d70b8", "#003078", "#0b0c0c"):
        assert colour not in css
    assert [path.name for path in BUILT.rglob("*") if "crest" in path.name or "govuk" in path.name] == []


def test_the_only_typeface_is_ours(css: str) -> None:
    faces = re.findall(r"@font-face\s*{[^}]*}", css)
    assert len(faces) == 2
    for face in faces:
        assert "Source Sans 3 Variable" in face
    assert set(re.findall(r"url\(\"?([^)\"]+)\"?\)", css)) == {
        "fonts/source-sans-3-latin-wght-normal.woff2",
        "fonts/source-sans-3-latin-ext-wght-normal.woff2",
    }


def test_every_script_is_whole() -> None:
    """No map or module of another address, so that a hash in the name is enough."""
    for script in BUILT.glob("*.js"):
        text = script.read_text()
        assert "sourceMappingURL" not in text
        assert not re.search(r"^\s*import\b|\bexport\s*{", text, re.M)


def test_the_first_page_is_under_150_kb() -> None:
    page = Client().get("/gallery/").content
    texts = [page, *(path.read_bytes() for path in BUILT.iterdir() if path.suffix in {".css", ".js", ".json", ".svg"})]
    fonts = (BUILT / "fonts/source-sans-3-latin-wght-normal.woff2").stat().st_size
    weight = fonts + sum(len(gzip.compress(text)) for text in texts)
    assert weight < 150_000, weight


def test_every_class_of_ours_in_a_template_is_styled(css: str) -> None:
    styled = set(re.findall(r"\.(app-[\w-]+)", css.replace("\\", "")))
    used = {
        name
        for path in sources()
        for classes in re.findall(r"class(?:es)?=\"([^\"{]*)", path.read_text())
        for name in classes.split()
        if name.startswith("app-") and not name.endswith("-")
    }
    assert sorted(used - styled) == []
