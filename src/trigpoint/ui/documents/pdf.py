"""
PDF through Typst: tagged, PDF/UA-1, refused by the compiler when a picture has no alternative text.

A template is a `.typ` file beside a context's page templates. It is given data, never markup: a person's words reach
the document as strings and stay what they are.
"""

import datetime as dt
import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def _fonts() -> typst.Fonts:
    """Our own typeface and those that Typst carries; none of the machine's, so that every machine sets the same page."""
    ours = Path(str(files("fontpkg_source_sans_3") / "files"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[ours])


def pdf(template: str, data: Mapping[str, Any], *, at: dt.datetime | None = None) -> bytes:
    """
    Make a PDF from `<context>/<name>.typ`, found among the context's templates.

    `data` becomes JSON and is read in the template as `data`, with `language` added. `at` is the date in the file's own
    details: the same data and date give the same bytes. Raises typst.TypstError when the template does not compile.
    """
    context = template.partition("/")[0]
    given = json.dumps({"language": get_language() or "en", **data}, cls=DjangoJSONEncoder)
    made = typst.compile(
        ROOT / context / "templates" / template,
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": given},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()) if at else 0,
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template} made no single PDF")
    return made
