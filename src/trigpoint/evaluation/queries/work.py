"""What evaluators have to do."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.evaluation.models import Grant, Response, Wave
from trigpoint.kernel.work import Item

__all__ = ["items"]

SOON = dt.timedelta(days=14)


def items(hats: Hats, *, on: dt.date, limit: int = 50) -> list[Item]:
    """Access that ends soon, and waves whose answers are not here. Two queries for evaluators, none for others."""
    programmes = hats.places(Place.PROGRAMME, Role.EVALUATOR)
    if not programmes:
        return []
    held = Grant.objects.filter(
        person_id=hats.person_id, programme_id__in=programmes, starts_on__lte=on, ends_on__gte=on, ended_by=None
    ).select_related("programme")
    latest = {grant.programme_id: grant for grant in held.order_by("ends_on")}
    ending = [grant for grant in latest.values() if grant.ends_on <= on + SOON]
    waves = (
        Wave.objects.filter(study__programme_id__in=latest, closes_on__lt=on)
        .exclude(Exists(Response.objects.filter(wave=OuterRef("pk"))))
        .order_by("closes_on")[:limit]
    )
    return [
        *(
            Item(
                due_on=grant.ends_on,
                text=_("Your access to the studies of %(programme)s ends") % {"programme": grant.programme.name},
                detail=_("The programme's staff can give it again, for a purpose."),
                action=_("Open"),
                url=reverse("evaluation:studies"),
            )
            for grant in ending
        ),
        *(
            Item(
                due_on=wave.closes_on,
                text=_("Bring the answers of “%(wave)s”") % {"wave": wave.name},
                detail=_("The wave is over, and nothing has come in."),
                action=_("Bring them"),
                url=reverse("evaluation:wave", args=[wave.study_id, wave.pk]),
            )
            for wave in waves
        ),
    ]
