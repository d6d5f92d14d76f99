"""What a person is to a programme's studies: its staff, or an evaluator with or without a grant that holds today."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone

from trigpoint.access.hats import Hats
from trigpoint.access.roles import Place, Role
from trigpoint.evaluation.models import Grant, Run, Study
from trigpoint.kernel.errors import Missing
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.queries import records
from trigpoint.programmes.queries.records import Programme
from trigpoint.programmes.queries.scope import is_staff

__all__ = ["Account", "Grant", "Run", "Study", "View"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A programme as whoever asks meets its studies; `study` is None on pages about all of them."""

    programme: Programme
    study: Study | None
    is_staff: bool
    is_evaluator: bool
    grant: Grant | None
    hats: Hats
    on: dt.date

    @property
    def the_study(self) -> Study:
        assert self.study is not None  # noqa: S101 - asked for by pages of a study alone
        return self.study


def _at(hats: Hats, role: Role) -> frozenset[uuid.UUID]:
    return hats.places(Place.PROGRAMME, role)


def visible_to(hats: Hats) -> QuerySet[Study]:
    """The studies of programmes that the person evaluates or runs."""
    return Study.objects.filter(
        Q(programme_id__in=_at(hats, Role.EVALUATOR) | _at(hats, Role.PROGRAMME_STAFF))
        | Q(network_id__in=hats.places(Place.NETWORK, Role.PROGRAMME_STAFF))
    ).select_related("programme", "network")


def load(hats: Hats, study_id: uuid.UUID, *, on: dt.date) -> View:
    """Two queries. Raises Missing for a study of a programme that the person neither evaluates nor runs."""
    found = visible_to(hats).filter(pk=study_id).first()
    if found is None:
        raise Missing
    return of(hats, found.programme, found, on=on)


def load_programme(hats: Hats, programme_id: uuid.UUID, *, on: dt.date) -> View:
    """The same for a programme. Raises Missing."""
    found = records.by_id(programme_id)
    view = of(hats, found, None, on=on) if found else None
    if view is None or not (view.is_staff or view.is_evaluator):
        raise Missing
    return view


def of(hats: Hats, programme: Programme, study: Study | None, *, on: dt.date) -> View:
    evaluator = programme.pk in _at(hats, Role.EVALUATOR)
    held = Grant.objects.filter(
        programme=programme, person_id=hats.person_id, starts_on__lte=on, ends_on__gte=on, ended_by=None
    )
    return View(
        programme=programme,
        study=study,
        is_staff=is_staff(hats, network_id=programme.network_id, programme_id=programme.pk),
        is_evaluator=evaluator,
        grant=held.order_by("-ends_on").first() if evaluator else None,
        hats=hats,
        on=on,
    )


def acting(person_id: uuid.UUID, study: Study, *, at: dt.datetime) -> View:
    """The view of whoever acts, from what they hold at that moment."""
    on = timezone.localdate(at)
    return of(hats_of(person_id, on=on), study.programme, study, on=on)


def acting_on_programme(person_id: uuid.UUID, programme: Programme, *, at: dt.datetime) -> View:
    on = timezone.localdate(at)
    return of(hats_of(person_id, on=on), programme, None, on=on)


def programmes(hats: Hats) -> list[Programme]:
    """Every programme that the person evaluates or runs. At most two queries."""
    found = records.Programme.objects.filter(
        Q(pk__in=_at(hats, Role.EVALUATOR) | _at(hats, Role.PROGRAMME_STAFF))
        | Q(network_id__in=hats.places(Place.NETWORK, Role.PROGRAMME_STAFF))
    )
    return list(found.select_related("network").order_by("name"))
