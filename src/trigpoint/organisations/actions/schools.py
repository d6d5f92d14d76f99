"""Schools that no register holds."""

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Max
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import rules
from trigpoint.organisations.enums import Nation
from trigpoint.organisations.models import Group, School

LAST_GIVEN = 899_999
"""Registers give numbers of four and five digits."""
MULTI_ACADEMY_TRUST = 6


@action("organisations.add_school")
def add_school(
    *,
    actor: AbstractBaseUser | None,
    at: dt.datetime,
    hats: Hats | None,
    name: str,
    postcode: str = "",
    town: str = "",
    phase: str = "",
    nation: str = Nation.ENGLAND,
    pupils: int | None = None,
    easting: int | None = None,
    northing: int | None = None,
    trust_uid: int | None = None,
    is_invented: bool = False,
) -> School:
    """
    Add a school by hand: an independent abroad, one too new for the register, or an invented one.

    Raises Unacceptable without a name, with a nation that is none, or for a trust that nobody knows.
    """
    rules.may_add_school(hats).require()
    if not name.strip():
        raise Unacceptable({"name": [_("Give the school’s name.")]})
    if nation not in Nation.values:
        raise Unacceptable({"nation": [_("Choose one of the nations.")]})
    trust = Group.objects.filter(uid=trust_uid).first() if trust_uid else None
    if trust_uid and trust is None:
        raise Unacceptable({"trust_uid": [_("The register holds no trust with this number.")]})
    return School.objects.create(
        name=name.strip()[:160],
        postcode=postcode.strip().upper()[:10],
        town=town.strip()[:100],
        phase=phase.strip()[:60],
        nation=nation,
        pupils=pupils,
        easting=easting,
        northing=northing,
        trust=trust,
        trust_name=trust.name if trust else "",
        is_invented=is_invented,
    )


@action("organisations.invent_trust")
def invent_trust(*, actor: AbstractBaseUser | None, at: dt.datetime, hats: Hats | None, name: str) -> Group:
    """A trust that no register knows, for a demonstration: its UID is above all that registers give."""
    rules.may_add_school(hats).require()
    highest = Group.objects.aggregate(uid=Max("uid"))["uid"] or 0
    return Group.objects.create(
        uid=max(highest, LAST_GIVEN) + 1, name=name.strip()[:200], type_code=MULTI_ACADEMY_TRUST
    )


@action("organisations.open_central_office")
def open_central_office(*, actor: AbstractBaseUser | None, at: dt.datetime, hats: Hats | None, trust: Group) -> School:
    """
    The place where a trust itself is, so that people hold roles at it and it can be reviewed. There is one a trust.

    Raises Unacceptable for a group that is no trust.
    """
    rules.may_add_school(hats).require()
    if not trust.is_trust:
        raise Unacceptable({"trust": [_("%(name)s is not a trust.") % {"name": trust.name}]})
    Group.objects.select_for_update().get(pk=trust.pk)  # two tabs: one office
    known = School.objects.filter(trust=trust, is_central_office=True).first()
    return known or School.objects.create(
        name=trust.name[:160],
        trust=trust,
        trust_name=trust.name,
        postcode=trust.postcode,
        is_central_office=True,
        is_invented=School.objects.filter(trust=trust, is_invented=True).exists(),
    )
