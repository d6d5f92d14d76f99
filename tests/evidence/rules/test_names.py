import pytest

from trigpoint.evidence.rules import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Kayla Smithson answered.", ["Kayla Smithson"]),
        ("Mrs Pritchard asked twice.", ["Mrs Pritchard"]),
        ("Siân ap Rhys led the group.", ["Siân ap Rhys"]),
        ("Aoife O’Brien read aloud.", ["Aoife O’Brien"]),
        ("Six pupils used “erosion”. T asks them first, then opens to the class.", []),
        ("In Year 4 the Head of English, Key Stage 2, on Monday Morning in World War Two books.", []),
        ("A pupil in Class 4A", []),
    ],
)
def test_what_looks_like_a_name(text, found):
    assert names.names_in(text) == found


@pytest.mark.parametrize(("text", "found"), [("A123456789012", 1), ("H80120001200A", 1), ("Room A1 at 09:40", 0)])
def test_what_looks_like_a_pupils_number(text, found):
    assert len(names.numbers_in(text)) == found
