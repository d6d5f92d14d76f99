"""What going over to a newer version would change, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from trigpoint.reviews.queries.versions import Moving, StageChange
from trigpoint.ui import dates

FORMS = {"kept": lazy("stays, with what was written in it"), "new": lazy("is new"), "goes": lazy("goes")}


def way(found: Moving) -> dict[str, Any]:
    """The change as lists: nothing in a list says that nothing of the kind changes."""
    return {
        "to": found.to,
        "lost": found.lost,
        "others": [str(change) for change in found.others],
        "framework": found.framework,
        "stages": [_stage(change) for change in found.stages],
        "nothing": not any(
            change.is_new or change.goes or change.is_moved or change.was_called for change in found.stages
        ),
        "forms": [{"title": title, "what": FORMS[what]} for title, what in found.forms.items()],
    }


def _stage(change: StageChange) -> dict[str, Any]:
    if change.is_new:
        what, tone = _("new"), "now"
    elif change.goes:
        what, tone = _("goes"), "now"
    elif change.is_done:
        what, tone = _("done, stays"), ""
    elif change.is_moved:
        what, tone = _("other day"), "now"
    else:
        what, tone = _("stays"), "quiet"
    return {
        "title": change.title,
        "was_called": change.was_called,
        "before": dates.long(change.before) if change.before else "",
        "after": dates.long(change.after) if change.after else "",
        "what": what,
        "tone": tone,
    }
