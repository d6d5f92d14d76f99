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
    "programmes/shipped/cp-quality-assurance-1.yaml": "6a4aff96ed81186f58d29271379c604ba6bd16b3e3fab1455af2ba5cbd46f4dd",
    "programmes/shipped/cp-trust-peer-review-1.yaml": "378aefeb6f367054c41a28fb63653b5109277418005c8c4f3f2e15c8b54e4722",
    "programmes/shipped/middle-leader-review-1.yaml": "9b4fe62aef28195f6dcdbfb707fe69cfe922d6b8321eea4d6d56de1312d1e359",
    "programmes/shipped/lga-style-challenge-1.yaml": "0a3ecffdb4d67bbf81e6f1c5764f4227e54b7a908df4418cc326cca25c5c0b43",
    "programmes/shipped/soto-fellowship-1.yaml": "8eaa22beb20dc0b979e508b5d81082f38d224a31d1fbf39a125d96d8069d7779",
    "programmes/shipped/spp-benchmark-1.yaml": "429671ee62fbe05bb160bd2073ee5dc2c9583e0deba91e2a920f32767c6af5c9",
    "programmes/shipped/spp-enquiry-1.yaml": "c4f06d2ce37b847cd2e1f37abbe0c8340ab02603ef14b5068fa5c069d2972c67",
}

# Maps to inspection frameworks.
MAPS = {
    "enquiry-themes-1-to-estyn-2024-09": "277af0e9698274f7319c818a87d6238332facf1aa2d6d3e724b2f9bf43179842",
    "enquiry-themes-1-to-ofsted-2025-11": "e5d4f445e925f61c0b7b91354b4a627fe731353b39294a1394395c9ff33014be",
    "enquiry-themes-1-to-ofsted-2026-09": "601362a847e535bccd6e9c1e1c735475ced6edc312a918b9a4ae65f9b57a86f3",
    "four-quadrants-1-to-estyn-2024-09": "eb6d7824a3dcce212ff8560fdfa51dd4785dd29924194148594ca236c53385fd",
    "four-quadrants-1-to-ofsted-2025-11": "a83698d0efd749048a8ba62282c7f32dff399a5920d3aa47239704584ea01f49",
    "four-quadrants-1-to-ofsted-2026-09": "780b8805428f14d81f906c06e3f6264c9d08ccdf28dde881d62709992b26b95b",
    "four-themes-1-to-estyn-2024-09": "ce633cb93b0b9a66f0db8448aded2b1926299988b013fc378c36a5474a5cbf54",
    "four-themes-1-to-ofsted-2025-11": "bbb607490dcbdb6ea2ed4ceb2bb5d862468edb155b3bf3dd4c84caa1b2a12571",
    "four-themes-1-to-ofsted-2026-09": "aeac983698c1e8d223b1aa33f86e5265f2711c3b82b66e02f4e40a1c23cabceb",
    "review-areas-1-to-estyn-2024-09": "968a4fe129e50d4ddd8dca35e88ddaef9401a2d07b4a77868c15eacbaa93e3b2",
    "review-areas-1-to-ofsted-2025-11": "aa4dab8bb89b9673efbe3550fc46e41bffa7afdf596838c7b95f179d8cd43b14",
    "review-areas-1-to-ofsted-2026-09": "76760c461e6d56fa9b6272cc6cbe1f09c3f3dd5a4dfce1540b1b4e5e6ce46fab",
    "subject-lens-1-to-estyn-2024-09": "afa1ed8851959687db6d442d0631e55fb6f8dd5cddf07244040392f517d775e1",
    "subject-lens-1-to-ofsted-2025-11": "071ea58a69d6c12fa7ab5ee82e53ab5b3b007b85bb08bf961ecc6f6aa5f4e21d",
    "subject-lens-1-to-ofsted-2026-09": "18d1e76dec00a194669428fc4bc0bbbad5ca49e38097d2dd0e496358910a32ae",
}


def test_what_is_published_stays_as_it_is() -> None:
    now = {
        str(file.relative_to(SOURCE)): hashlib.sha256(file.read_bytes()).hexdigest()
        for context in ("frameworks", "programmes")
        for file in SOURCE.glob(f"{context}/shipped/*.yaml")
    }
    assert now == PUBLISHED


def test_published_maps_stay_as_they_are() -> None:
    maps = SOURCE / "frameworks" / "shipped" / "maps"
    assert {file.stem: hashlib.sha256(file.read_bytes()).hexdigest() for file in maps.glob("*.yaml")} == MAPS
