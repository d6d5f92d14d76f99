"""Say what became of a point of the last review."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Missing, Stale, Unacceptable
from trigpoint.people.queries.accounts import Account
from trigpoint.proformas.enums import Became
from trigpoint.proformas.models import Looked
from trigpoint.proformas.queries import look_back as queries
from trigpoint.proformas.rules import look_back as rules
from trigpoint.reviews.queries.scene import Review, acting

LONGEST = 2000


@action("proformas.look_back")
def say(
    *, actor: Account, at: dt.datetime, review: Review, point: str, became: str, note: str = "", version: int = 0
) -> Looked:
    """The school says what became of it and how it knows. `version` is the one that was read (0: nobody had said)."""
    scene = acting(actor.pk, review, at=at)
    rules.may_say(scene).require()
    before = queries.earlier(scene)
    if before is None or point not in {each.key for each in queries.points(before)}:
        raise Missing
    wrong: dict[str, list[str]] = {}
    if became not in Became.values:
        wrong["became"] = [_("Choose what became of it.")]
    text = note.replace("\r\n", "\n").strip()
    if len(text) > LONGEST or "\0" in text:
        wrong["note"] = [_("Shorten this to %(most)d characters.") % {"most": LONGEST}]
    if wrong:
        raise Unacceptable(wrong)
    row, new = Looked.objects.select_for_update().get_or_create(
        review=review,
        point=point,
        defaults={"earlier": before, "became": became, "note": text, "said_at": at, "said_by": actor},
    )
    if not new:
        if row.version != version:
            raise Stale(
                _("Somebody else said this in the meantime. Both are below; nothing is lost."),
                current={"became": row.became, "note": row.note, "version": row.version},
            )
        row.became, row.note, row.said_at, row.said_by, row.version = became, text, at, actor, version + 1
        row.save()
    return row
