"""What ships is published in every installation, and what is published never changes: a change is a new file."""

import hashlib
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "trigpoint"

PUBLISHED = {
    "frameworks/shipped/four-themes-1.yaml": "6020543012099443f54dd34a64d5c31d0df9bb2be9ed541acf81ceb2a12a73ef",
    "programmes/shipped/spp-benchmark-1.yaml": "429671ee62fbe05bb160bd2073ee5dc2c9583e0deba91e2a920f32767c6af5c9",
}


def test_what_is_published_stays_as_it_is() -> None:
    now = {
        str(file.relative_to(SOURCE)): hashlib.sha256(file.read_bytes()).hexdigest()
        for context in ("frameworks", "programmes")
        for file in SOURCE.glob(f"{context}/shipped/*.yaml")
    }
    assert now == PUBLISHED
