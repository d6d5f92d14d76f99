"""Hand something over, once it is in the log."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from trigpoint.evaluation import actions
from trigpoint.evaluation.queries.scope import Run, View
from trigpoint.kernel import clock


def taken(
    request: HttpRequest, view: View, name: str, data: bytes, *, media_type: str, run: Run | None = None
) -> HttpResponse:
    """The bytes as a file. Raises Refused, and hands nothing over, without access of today."""
    actions.exports.take_away(
        actor=request.user,
        at=clock.now(),
        study=view.the_study,
        what=name,
        data=data,
        run=run,  # type: ignore[arg-type]
    )
    stem, _dot, ending = name.rpartition("/")[2].rpartition(".")
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(stem) or "file"}.{slugify(ending)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
