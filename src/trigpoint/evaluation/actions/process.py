"""Take in who came to training, and what taking part costs."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import CostKind
from trigpoint.evaluation.models import Attendance, CostLine, Study
from trigpoint.evaluation.queries import scope, sheets
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account


@action("evaluation.take_training", subject="study")
def take_training(*, actor: Account, at: dt.datetime, study: Study, data: bytes) -> int:
    """Keep a file of attendance. A session that the file holds replaces what was kept of it. Says how many rows."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    sheet = sheets.training(study, data)
    if sheet.mistakes:
        raise Unacceptable({"file": [_("Row %(row)d: %(text)s") % {"row": m.row, "text": m.text} for m in sheet.shown]})
    Attendance.objects.filter(study=study, session__in={row["session"] for row in sheet.rows}).delete()
    return len(Attendance.objects.bulk_create([Attendance(study=study, **row) for row in sheet.rows]))


@action("evaluation.add_cost")
def add_cost(
    *,
    actor: Account,
    at: dt.datetime,
    study: Study,
    label: str,
    kind: CostKind,
    source: str,
    amount: Decimal = Decimal(0),
    role: str = "",
    hours: Decimal = Decimal(0),
) -> CostLine:
    """Add what one school spends beyond what it would spend anyway. Raises Unacceptable."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not 3 <= len(label.strip()) <= 120:
        wrong["label"] = [_("Say what it is (120 characters at most).")]
    if len(source.strip()) < 3 or len(source) > 300:
        wrong["source"] = [_("Say where the figure is from: an invoice, a survey, a published rate.")]
    if not 0 <= amount <= 1_000_000:
        wrong["amount"] = [_("Give pounds for one school, up to 1,000,000.")]
    if not 0 <= hours <= 10_000:
        wrong["hours"] = [_("Give hours for one school, up to 10,000.")]
    elif hours and not role.strip():
        wrong["role"] = [_("Say whose time it is.")]
    if not wrong:
        amount, hours = round(amount, 2), round(hours, 2)  # as they are kept: less than a penny is nothing
    if not amount and not hours and not wrong:
        wrong["amount"] = [_("Give pounds, hours, or both.")]
    if wrong:
        raise Unacceptable(wrong)
    return CostLine.objects.create(
        study=study,
        label=label.strip(),
        kind=kind,
        amount=amount,
        role=role.strip()[:40],
        hours=hours,
        source=source.strip(),
    )


@action("evaluation.remove_cost", subject="study")
def remove_cost(*, actor: Account, at: dt.datetime, study: Study, line: CostLine) -> None:
    """Take a line out again."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    CostLine.objects.filter(pk=line.pk, study=study).delete()
