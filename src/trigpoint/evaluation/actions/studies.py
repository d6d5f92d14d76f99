"""Open a study, and keep what it is about: its days, who is no comparator, where it departs from its plan."""

import datetime as dt

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import ExclusionKind
from trigpoint.evaluation.models import Departure, Exclusion, PlanVersion, Study
from trigpoint.evaluation.queries import plans, scope
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries import schools as register
from trigpoint.people.queries.accounts import Account
from trigpoint.programmes.queries.records import Programme

FIRST, LAST = 2000, 2100
"""Years of a study: its plan's form offers each of them that has results."""


@action("evaluation.open_study")
def open_study(
    *,
    actor: Account,
    at: dt.datetime,
    programme: Programme,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    pupils: int | None = None,
) -> Study:
    """Open a study with a first plan that can be read and changed. Raises Unacceptable."""
    rules.may_work(scope.acting_on_programme(actor.pk, programme, at=at)).require()
    _check(title, starts_on, ends_on, pupils)
    study = Study.objects.create(
        network_id=programme.network_id,
        programme=programme,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        pupils=pupils,
        opened_by=actor,
    )
    first = plans.first(study)
    PlanVersion.objects.create(
        study=study, number=1, text=first, sha256=plans.sha256(first), saved_at=at, saved_by=actor
    )
    return study


@action("evaluation.change_study", subject="study")
def change_study(
    *,
    actor: Account,
    at: dt.datetime,
    study: Study,
    version: int,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    pupils: int | None = None,
) -> Study:
    """
    Change what the study is called and, until its plan is locked, which days it counts. Raises Unacceptable, Stale.

    The days say which schools took part: after the lock they stay, as the plan and the exclusions do.
    """
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    _check(title, starts_on, ends_on, pupils)
    if study.is_locked:
        stays = _("The plan is locked, and this day says which schools took part: it stays.")
        given = {"starts_on": starts_on, "ends_on": ends_on}
        if wrong := {name: [stays] for name, day in given.items() if day != getattr(study, name)}:
            raise Unacceptable(wrong)
    values = {"title": title.strip(), "starts_on": starts_on, "ends_on": ends_on, "pupils": pupils}
    if not Study.objects.filter(pk=study.pk, version=version).update(**values, version=version + 1):
        current = Study.objects.get(pk=study.pk)
        raise Stale(
            _("Somebody else has changed this study in the meantime."),
            current={**{name: getattr(current, name) for name in values}, "version": current.version},
        )
    return Study.objects.get(pk=study.pk)


def _check(title: str, starts_on: dt.date, ends_on: dt.date, pupils: int | None) -> None:
    wrong: dict[str, list[str]] = {}
    if not 3 <= len(title.strip()) <= 200:
        wrong["title"] = [_("Say in a line what the study asks (200 characters at most).")]
    if ends_on < starts_on:
        wrong["ends_on"] = [_("The last day is before the first.")]
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if not FIRST <= day.year <= LAST:
            wrong[name] = [_("Choose a year from %(first)d to %(last)d.") % {"first": FIRST, "last": LAST}]
    if pupils is not None and not 0 < pupils <= 10_000:
        wrong["pupils"] = [_("Give the pupils of a school as a number up to 10,000, or leave it empty.")]
    if wrong:
        raise Unacceptable(wrong)


@action("evaluation.exclude_school")
def exclude(
    *, actor: Account, at: dt.datetime, study: Study, urn: int, kind: ExclusionKind, note: str = ""
) -> Exclusion:
    """Say that a school is no comparator, and why. Raises Unacceptable."""
    rules.may_change_plan(scope.acting(actor.pk, study, at=at)).require()
    school = register.by_urns([urn]).get(urn) if 0 < urn < 10**9 else None
    if school is None:
        raise Unacceptable({"urn": [_("No school of the register has this URN.")]})
    if kind == ExclusionKind.OTHER and len(note.strip()) < 3:
        raise Unacceptable({"note": [_("Say what the reason is.")]})
    made, _created = Exclusion.objects.update_or_create(
        study=study, school=school, defaults={"kind": kind, "note": note.strip()[:300], "recorded_by": actor}
    )
    return made


@action("evaluation.include_school", subject="study")
def include(*, actor: Account, at: dt.datetime, study: Study, exclusion: Exclusion) -> None:
    """Take an exclusion back, while the plan is open."""
    rules.may_change_plan(scope.acting(actor.pk, study, at=at)).require()
    Exclusion.objects.filter(pk=exclusion.pk, study=study).delete()


@action("evaluation.record_departure")
def depart(*, actor: Account, at: dt.datetime, study: Study, on: dt.date, what: str, why: str) -> Departure:
    """Record that something is done otherwise than the locked plan says. Every report from now on prints it."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not study.is_locked:
        wrong[""] = [_("The plan is not locked yet: change the plan itself.")]
    if not 3 <= len(what.strip()) <= 500:
        wrong["what"] = [_("Say what is done otherwise (500 characters at most).")]
    if not 3 <= len(why.strip()) <= 1000:
        wrong["why"] = [_("Say why (1,000 characters at most).")]
    if wrong:
        raise Unacceptable(wrong)
    return Departure.objects.create(study=study, on=on, what=what.strip(), why=why.strip(), recorded_by=actor)
