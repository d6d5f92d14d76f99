"""The profile on paper: PDF and Word say what the page says."""

import datetime as dt

from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.web.presenters import profile as present
from trigpoint.reviews.queries.scene import Scene
from trigpoint.ui.documents import Word, pdf
from trigpoint.ui.documents.word import MIME

PDF, WORD = "application/pdf", MIME


def as_pdf(scene: Scene, standing: Standing, *, at: dt.datetime) -> bytes:
    """Tagged, PDF/UA-1."""
    _said, given = present.document(scene, standing)
    return pdf("findings/profile.typ", given, at=at)


def as_word(scene: Scene, standing: Standing, *, at: dt.datetime) -> bytes:
    """To go on writing with."""
    said, given = present.document(scene, standing)
    names = given["words"]
    word = Word(given["title"], subtitle=given["subtitle"], at=at)
    if given["draft"]:
        word.note(given["draft"])
    word.facts((key, value) for key, value in given["facts"])
    word.note(given["about"])
    if said.priority:
        word.heading(names["priority"])
        word.words(said.priority)
        if said.priority_aspect:
            word.note(f"{names['from_aspect']}: {said.priority_aspect}")
    theme = ""
    for aspect in given["aspects"]:
        if aspect["theme"] != theme:
            theme = aspect["theme"]
            word.heading(theme)
        _aspect(word, aspect, names)
    if given["reply"]:
        word.heading(names["reply"])
        word.words(given["reply"])
        word.note(given["reply_by"])
    return word.file()


def file_name(school: str, extension: str) -> str:
    return f"{school} - profile.{extension}"


def _aspect(word: Word, aspect: dict[str, object], names: dict[str, str]) -> None:
    word.heading(str(aspect["name"]), 2)
    word.note(str(aspect["question"]))
    if aspect["not_enough"]:
        word.words(str(aspect["not_enough"]))
    word.items(_texts(aspect["statements"]))
    if aspect["level"]:
        word.note(f"{names['level']} {aspect['level']}")
    word.words(str(aspect["commentary"]))
    if aspect["citations"]:
        word.heading(names["evidence"], 3)
        word.items(_texts(aspect["citations"]))
    if aspect["reason"]:
        word.note(f"{names['thin']}: {aspect['reason']}")
    word.heading(names["school"], 3)
    word.words(str(aspect["school"]))
    word.items(_texts(aspect["school_statements"]))


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
