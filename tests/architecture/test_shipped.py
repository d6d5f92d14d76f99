"""What ships is published in every installation, and what is published never changes: a change is a new file."""

import hashlib
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "trigpoint"

PUBLISHED = {
    "frameworks/shipped/corporate-1.yaml": "dd9bda2bc2fb64613119a02ef05d5413bc95590809567aa2fc250589001e8e21",
    "frameworks/shipped/enquiry-themes-1.yaml": "02bc64deceb98e71d357bcebae8e7bb499512a5fb1b5a6368c069299b1397493",
    "frameworks/shipped/estyn-2024-09.yaml": "be0658389d80119c4ab16271a25176fbacfb52d701c54c4cb3a6be0374516844",
    "frameworks/shipped/four-quadrants-1.yaml": "41a0b95654e75d5183b19bc885f00553f61ab88e23535b38ba74d5787c611c63",
    "frameworks/shipped/four-themes-1.yaml": "6020543012099443f54dd34a64d5c31d0df9bb2be9ed541acf81ceb2a12a73ef",
    "frameworks/shipped/ofsted-2025-11.yaml": "b87dd9fcaef33ad99f0abab48f8f50e623e0e3cbdff031a8304ca38330dfdb39",
    "frameworks/shipped/ofsted-2026-09.yaml": "92c20511dbba549b5785aec78d804e52cf42123799da298b6b233e26365c4e67",
    "frameworks/shipped/review-areas-1.yaml": "7909303b2c9d5bf59935c0cb3625bb8c7fc733e3165a414b9aa036353464a981",
    "frameworks/shipped/subject-lens-1.yaml": "7bfdbf29f9f8d0217567c4c7ad731b250da87ece20f5d8ac06878ae044947dc9",
    "frameworks/shipped/trust-questions-1.yaml": "7a12a847b4ecce5fca4a0a3e8c954f4efa5661a4423f59739ef9fc80305edf95",
    "programmes/shipped/spp-benchmark-1.yaml": "429671ee62fbe05bb160bd2073ee5dc2c9583e0deba91e2a920f32767c6af5c9",
}


def test_what_is_published_stays_as_it_is() -> None:
    now = {
        str(file.relative_to(SOURCE)): hashlib.sha256(file.read_bytes()).hexdigest()
        for context in ("frameworks", "programmes")
        for file in SOURCE.glob(f"{context}/shipped/*.yaml")
    }
    assert now == PUBLISHED
