"""The profile on paper: PDF and Word say what the page says."""

import datetime as dt
from typing import Any

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
    _said, given = present.document(scene, standing)
    word = Word(given["title"], subtitle=given["subtitle"], at=at)
    if given["draft"]:
        word.note(given["draft"])
    word.facts((key, value) for key, value in given["facts"])
    word.note(given["about"])
    for section in given["sections"]:
        _section(word, section, given)
    return word.file()


def _section(word: Word, section: dict[str, Any], given: dict[str, Any]) -> None:
    names = given["words"]
    match section["source"]:
        case "priority" if given["priority"]:
            word.heading(section["title"] or names["priority"])
            word.words(given["priority"])
            if given["priority_aspect"]:
                word.note(f"{names['from_aspect']}: {given['priority_aspect']}")
        case "areas":
            _areas(word, section, given)
        case "lists":
            if section["title"]:
                word.heading(section["title"])
            _points(word, given["lists"], 2 if section["title"] else 1)
        case "reply" if given["reply"]:
            word.heading(section["title"] or names["reply"])
            word.words(given["reply"])
            word.note(given["reply_by"])
        case "priority" | "reply":
            pass
        case _ if section["text"] or section["blocks"]:
            _written(word, section)


def _written(word: Word, section: dict[str, Any]) -> None:
    word.heading(section["title"])
    word.words(section["text"])
    for block in section["blocks"]:
        if block["title"]:
            word.heading(block["title"], 2)
        word.facts((key, value) for key, value in block["entries"])


def _areas(word: Word, section: dict[str, Any], given: dict[str, Any]) -> None:
    if section["title"]:
        word.heading(section["title"])
    theme = ""
    for aspect in given["aspects"]:
        if aspect["theme"] != theme:
            theme = aspect["theme"]
            if theme != aspect["name"] or not section["title"]:
                word.heading(theme)
        _aspect(word, aspect, given["words"])


def _points(word: Word, lists: list[dict[str, Any]], level: int) -> None:
    for each in lists:
        word.heading(each["label"], level)
        word.items(
            f"{point['text']} ({point['rests_on']})" if point["rests_on"] else point["text"] for point in each["points"]
        )


def file_name(scene: Scene, extension: str) -> str:
    return f"{scene.review.host.name} - {scene.model.word('profile')}.{extension}"


def _aspect(word: Word, aspect: dict[str, Any], names: dict[str, str]) -> None:
    word.heading(str(aspect["name"]), 2)
    word.note(str(aspect["question"]))
    if aspect["not_enough"]:
        word.words(str(aspect["not_enough"]))
    word.items(_texts(aspect["statements"]))
    if aspect["level"]:
        word.note(f"{names['level']} {aspect['level']}")
    for name in ("estimate", "strength"):
        if aspect[name]:
            word.words(f"{names[name]}: {aspect[name]}")
    _points(word, aspect["lists"], 3)
    word.words(str(aspect["commentary"]))
    if aspect["agreement"]:
        word.note(str(aspect["agreement"]))
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
