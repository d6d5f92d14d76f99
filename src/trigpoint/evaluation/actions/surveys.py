"""Write questionnaires, send them in waves, and take in what came back."""

import datetime as dt
import re
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import Arm
from trigpoint.evaluation.models import Instrument, Response, Study, Wave
from trigpoint.evaluation.queries import scope, sheets
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account

MOST_ITEMS = 100
_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")


@action("evaluation.publish_instrument")
def publish(
    *, actor: Account, at: dt.datetime, study: Study, name: str, arm: Arm, items: str, points: int = 5
) -> Instrument:
    """
    Publish a questionnaire, or a new version of one with the same name. Versions in use stay as they are.

    `items`: a line for each question: key; scale; words; and "reversed" where a high answer says the opposite. A scale
    whose name begins with "perceived" holds what people believe the effect to be. Raises Unacceptable, line by line.
    """
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not 3 <= len(name.strip()) <= 80:
        wrong["name"] = [_("Give the questionnaire a name (80 characters at most).")]
    if not 2 <= points <= 11:
        wrong["points"] = [_("Answers have from 2 to 11 steps.")]
    read, problems = questions(items)
    if problems:
        wrong["items"] = problems
    if wrong:
        raise Unacceptable(wrong)
    last = Instrument.objects.filter(study=study, name=name.strip()).aggregate(Max("number"))["number__max"] or 0
    return Instrument.objects.create(
        study=study, name=name.strip(), number=last + 1, arm=arm, points=points, items=read
    )


def questions(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The questions that the lines hold, and what is wrong in them."""
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    for n, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        said = {"n": n}
        if len(parts) not in (3, 4) or not parts[2] or len(parts[2]) > 300:
            problems.append(_("Line %(n)d: write key; scale; the question (300 characters at most).") % said)
        elif not _KEY.fullmatch(parts[0]) or parts[0] in ("respondent", "school", "role"):
            problems.append(_("Line %(n)d: a key is of small letters, digits and _, such as trust1.") % said)
        elif parts[1] and not _KEY.fullmatch(parts[1]):
            problems.append(_("Line %(n)d: a scale's name is of small letters, digits and _.") % said)
        elif any(one["key"] == parts[0] for one in found):
            problems.append(_("Line %(n)d: another question has this key.") % said)
        elif len(parts) == 4 and parts[3] not in ("", "reversed"):
            problems.append(_("Line %(n)d: after the question, only “reversed” may stand.") % said)
        else:
            found.append({"key": parts[0], "scale": parts[1], "text": parts[2], "reversed": parts[3:] == ["reversed"]})
    if not problems and not 1 <= len(found) <= MOST_ITEMS:
        problems.append(_("Write from 1 to %(most)d questions.") % {"most": MOST_ITEMS})
    return found, problems


@action("evaluation.open_wave")
def open_wave(
    *,
    actor: Account,
    at: dt.datetime,
    study: Study,
    instrument: Instrument,
    name: str,
    opens_on: dt.date,
    closes_on: dt.date,
) -> Wave:
    """Say when a version of a questionnaire goes out. Raises Unacceptable."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not 2 <= len(name.strip()) <= 80:
        wrong["name"] = [_("Give the wave a name, such as “Heads, before” (80 characters at most).")]
    elif Wave.objects.filter(study=study, name=name.strip()).exists():
        wrong["name"] = [_("Another wave has this name.")]
    if closes_on < opens_on:
        wrong["closes_on"] = [_("The last day is before the first.")]
    if wrong:
        raise Unacceptable(wrong)
    return Wave.objects.create(
        study=study, instrument=instrument, name=name.strip(), opens_on=opens_on, closes_on=closes_on
    )


@action("evaluation.take_responses", subject="wave")
def take(*, actor: Account, at: dt.datetime, wave: Wave, data: bytes) -> int:
    """Keep a file of answers in place of what was kept of this wave. Says how many people were asked."""
    rules.may_work(scope.acting(actor.pk, wave.study, at=at)).require()
    sheet = sheets.responses(wave, data)
    if sheet.mistakes:
        raise Unacceptable({"file": [_("Row %(row)d: %(text)s") % {"row": m.row, "text": m.text} for m in sheet.shown]})
    Response.objects.filter(wave=wave).delete()
    return len(Response.objects.bulk_create([Response(wave=wave, **row) for row in sheet.rows]))
