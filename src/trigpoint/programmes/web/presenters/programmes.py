"""What the pages say."""

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from trigpoint.access.roles import Role
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.lifecycle import PARTNERSHIP
from trigpoint.programmes.queries import agreements as agreement_queries
from trigpoint.programmes.queries import calendar, membership, overview, priorities, texts
from trigpoint.programmes.queries.scope import Part, Programme, Standpoint
from trigpoint.programmes.queries.standings import Standing
from trigpoint.programmes.rules import agreements as agreement_rules
from trigpoint.programmes.rules import partnerships as rules
from trigpoint.ui import dates, panels

TONE = {"forming": "now", "agreed": "", "active": "", "paused": "quiet", "closed": "quiet"}
FINGERPRINT = lazy(
    "The fingerprint is the SHA-256 of the title, an empty line and the text above, as it was published. It shows that"
    " this is what was signed."
)
SOON = dt.timedelta(days=90)


def rows(found: Iterable[overview.Row]) -> list[dict[str, Any]]:
    """Partnerships in a list."""
    return [
        {
            "partnership": row.partnership,
            "state": state(row.partnership.state),
            "members": ngettext("%(n)d school", "%(n)d schools", row.members) % {"n": row.members},
            "agreements": _agreements(row),
            "cycle": row.cycle.name if row.cycle else "",
            "leads": ", ".join(row.leads),
        }
        for row in found
    ]


def _agreements(row: overview.Row) -> dict[str, str]:
    if not row.members:
        return {"text": _("no schools yet"), "tone": "quiet"}
    if row.signed == row.members:
        return {"text": _("all signed"), "tone": ""}
    words = {"signed": row.signed, "members": row.members}
    return {"text": _("%(signed)d of %(members)d signed") % words, "tone": "now"}


def state(key: str) -> dict[str, str]:
    """A partnership's state as a tag."""
    return {"text": str(PARTNERSHIP.states[key].label), "tone": TONE[key]}


def programme(found: Programme, *, on: dt.date) -> dict[str, Any]:
    """What the programme has set."""
    return {
        "programme": found,
        "model": found.review_model,
        "policies": policies(found),
        "priorities": list(priorities.active(found.pk)),
        "texts": agreement_queries.current_texts(found.pk).values(),
        "year": calendar.year_of(on),
    }


def policies(found: Programme) -> list[str]:
    """Who reads what a review brings, and who plans: the model's word where it has one, else the programme's switches."""
    return [
        *(named_readers(found) or _switched(found)),
        _("Dates and teams are set by the partnership leads and by the programme's staff.")
        if found.staff_plan_reviews
        else _("Dates and teams are set by the partnership leads."),
    ]


def named_readers(found: Programme) -> list[str]:
    """Where the review model itself says who reads what comes out: a sentence for each; the switches don't count then."""
    model = found.review_model.parsed()
    said = []
    for output in model.outputs:
        if output.readers is not None:
            keys = dict.fromkeys((output.owner, *output.readers))
            words = {"title": output.title, "people": ", ".join(model.role_label(key) for key in keys)}
            text = _("“%(title)s” is read by: %(people)s. Nobody else, unless the school shows it to its own people.")
            said.append(text % words)
    return said


def _switched(found: Programme) -> list[str]:
    return [
        _("Reviewers may keep the profile.")
        if found.reviewers_keep_profile
        else _("Reviewers read the profile only until the review is over."),
        _("The partnership lead may read profiles.")
        if found.lead_sees_profile
        else _("The partnership lead does not read profiles."),
        _("Governors may read their own school's profile.")
        if found.governors_see_profile
        else _("Governors are told what the headteacher decides."),
    ]


def settings(found: Programme) -> dict[str, Any]:
    return {
        "name": found.name,
        "reviewers_keep_profile": found.reviewers_keep_profile,
        "lead_sees_profile": found.lead_sees_profile,
        "governors_see_profile": found.governors_see_profile,
        "staff_plan_reviews": found.staff_plan_reviews,
        "version": found.version,
    }


def standings(found: Iterable[Standing], *, on: dt.date) -> list[dict[str, Any]]:
    return [
        {
            "standing": row,
            "days": _since(row.starts_on, row.ends_on),
            "is_current": row.starts_on <= on and (row.ends_on is None or row.ends_on >= on),
        }
        for row in found
    ]


def _since(starts_on: dt.date, ends_on: dt.date | None) -> str:
    words = {"first": dates.long(starts_on), "last": dates.long(ends_on)}
    return _("%(first)s to %(last)s") % words if ends_on else _("since %(first)s") % words


def partnership(view: Standpoint) -> dict[str, Any]:
    """The page of a partnership, as far as this person may know it."""
    found = membership.members(view.partnership, on=view.on)
    current = [member for member in found if member.is_current]
    may_lead = rules.may_lead(view)
    signed = agreement_queries.status(view.partnership, on=view.on)
    cycles = overview.cycles(view.partnership)
    roles = [Role.PARTNERSHIP_LEAD, Role.ASSOCIATE, *membership.POOL]
    people = membership.people(view.partnership, on=view.on, roles=roles)
    pauses = overview.pauses(view.partnership)
    return {
        "view": view,
        "partnership": view.partnership,
        "state": state(view.partnership.state),
        "paused_since": next((pause.starts_on for pause in pauses if pause.ends_on is None), None),
        "members": [_member(member, view) for member in found],
        "head_label": view.model.part_label("host_head"),
        "has_champions": view.model.counts_on("host_champion") or any(member.champions for member in found),
        "size": rules.size(view.model, len(current)) if view.partnership.state != "closed" else [],
        "leads": [person for person in people if person.role == Role.PARTNERSHIP_LEAD],
        "associates": [person for person in people if person.role == Role.ASSOCIATE],
        "pool": [_pooled(person, view) for person in people if person.role in membership.POOL],
        "shows_training": _sees_training(view),
        "signed": sum(school.complete for school in signed),
        "schools": len(signed),
        "unsigned": [school.school_name for school in signed if not school.complete],
        "to_sign": [
            {"school": school, "kind": kind, "label": AgreementKind(kind).label}
            for school in signed
            if agreement_rules.may_sign(view, school.school_id)
            for kind in school.missing
        ],
        "cycles": [
            {
                "cycle": cycle,
                "days": _since(cycle.starts_on, cycle.ends_on),
                "now": cycle.starts_on <= view.on <= cycle.ends_on,
            }
            for cycle in cycles
        ],
        "may_lead": may_lead,
        "may_run": view.plays(Part.PROGRAMME_STAFF),
        "may_pause": may_lead and PARTNERSHIP.allows(view.partnership, "pause"),
        "may_resume": may_lead and PARTNERSHIP.allows(view.partnership, "resume"),
        "may_close": view.plays(Part.PROGRAMME_STAFF) and PARTNERSHIP.allows(view.partnership, "close"),
        "year": calendar.year_of(view.on),
        "policies": policies(view.partnership.programme),
        "model_names_readers": bool(named_readers(view.partnership.programme)),
        "panels": panels.panels("partnership", view),
        "seen_by": _("Seen by the people of its schools who take part, its lead and the programme's staff."),
    }


def _member(member: membership.Member, view: Standpoint) -> dict[str, Any]:
    row = member.membership
    words = {"first": dates.long(row.joined_on), "last": dates.long(row.left_on)}
    if row.joined_on > view.on:
        days = _("joins on %(first)s") % words
    elif row.left_on is None:
        days = _("since %(first)s") % words
    elif member.is_current:
        days = _("until %(last)s") % words
    else:
        days = _("%(first)s to %(last)s") % words
    return {
        "membership": row,
        "is_current": member.is_current,
        "days": days,
        "heads": ", ".join(member.heads),
        "champions": ", ".join(member.champions),
        "may_appoint": rules.may_lead(view) or row.school_id in view.headed,
    }


def _sees_training(view: Standpoint) -> bool:
    return view.plays(Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF, Part.ASSOCIATE, Part.EVALUATOR)


def _pooled(person: membership.Person, view: Standpoint) -> dict[str, Any]:
    """Training is for whoever leads it, for the person and for the head of the own school."""
    sees = _sees_training(view) or person.person_id == view.hats.person_id or person.school_id in view.headed
    return {"person": person, "training": _training(person.trained_until, view.on) if sees else None}


def _training(until: dt.date | None, on: dt.date) -> dict[str, str]:
    if until is None:
        return {"text": _("no training recorded"), "tone": "now"}
    words = {"day": dates.long(until)}
    if until < on:
        return {"text": _("training ran out on %(day)s") % words, "tone": "late"}
    if until <= on + SOON:
        return {"text": _("trained only until %(day)s") % words, "tone": "now"}
    return {"text": _("trained until %(day)s") % words, "tone": ""}


def left(view: Standpoint) -> dict[str, Any]:
    """What a school that has left keeps: its own days and its own signed copies."""
    found = membership.members(view.partnership, on=view.on)
    return {
        "view": view,
        "partnership": view.partnership,
        "members": [_member(member, view) for member in found if member.membership.school_id in view.schools],
        "copies": agreement_queries.history(view.partnership, view.schools),
    }


def agreements(view: Standpoint) -> dict[str, Any]:
    """Who has signed what."""
    now = agreement_queries.current_texts(view.partnership.programme_id)
    found = agreement_queries.status(view.partnership, on=view.on)
    leads = view.plays(Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF)
    return {
        "view": view,
        "partnership": view.partnership,
        "kinds": [{"kind": kind.value, "label": kind.label, "text": now.get(kind)} for kind in AgreementKind],
        "schools": [
            {
                "name": school.school_name,
                "cells": [
                    {
                        "kind": kind,
                        "label": AgreementKind(kind).label,
                        "signature": signature,
                        "may_sign": bool(
                            signature is None and kind in now and agreement_rules.may_sign(view, school.school_id)
                        ),
                        "may_copy": leads or _leads_school(view, school.school_id),
                        "school_id": school.school_id,
                        "there_is_one": kind in now,
                    }
                    for kind, signature in school.signatures.items()
                ],
            }
            for school in found
        ],
        "may_remind": rules.may_lead(view) and any(not school.complete for school in found),
        "complete": bool(found) and all(school.complete for school in found),
        "earlier": [
            signature
            for signature in agreement_queries.history(view.partnership, view.schools)
            if signature.text_id not in {text.pk for text in now.values()}
        ]
        if view.plays(Part.HEAD, Part.SENIOR_LEADER)
        else [],
        "own_school_id": next(iter(view.headed or view.schools), None),
        "own": _own(view),
    }


def _own(view: Standpoint) -> list[dict[str, Any]]:
    """What somebody whom no school sends signs for themselves."""
    if not agreement_rules.may_sign_for_oneself(view) or view.hats.person_id is None:
        return []
    signed = agreement_queries.own(view.partnership, view.hats.person_id)
    return [
        {"kind": kind, "label": AgreementKind(kind).label, "signature": signature} for kind, signature in signed.items()
    ]


def signed_copy(view: Standpoint, signature: agreement_queries.Signature) -> dict[str, Any]:
    """The signed copy as a document takes it."""
    text = signature.text
    version = _("version %(number)d") % {"number": text.version}
    return {
        "title": text.title,
        "subtitle": f"{signature.school.name}, {signature.partnership.name} · {version}",
        "foot": f"{text.title}, {version}",
        "blocks": [dataclasses.asdict(block) for block in texts.blocks(text.body)],
        "signed_heading": _("Signed"),
        "signed": [
            (_("Name"), signature.name),
            (_("Role"), signature.role),
            (_("For"), signature.school.name),
            (_("When"), dates.moment(signature.signed_at)),
            (_("Fingerprint of the text"), " ".join(textwrap.wrap(signature.sha256, 16))),
        ],
        "fingerprint_note": str(FINGERPRINT),
    }


def _leads_school(view: Standpoint, school_id: Any) -> bool:
    return school_id in view.schools and view.plays(Part.HEAD, Part.SENIOR_LEADER)


def next_cycle(view: Standpoint) -> dict[str, Any]:
    """A school year from the end of the last cycle, or the present one."""
    last = next(iter(overview.cycles(view.partnership)), None)
    year = calendar.year_of(last.ends_on + dt.timedelta(days=1)) if last else calendar.year_of(view.on)
    starts_on = last.ends_on + dt.timedelta(days=1) if last else dt.date(year, 9, 1)
    return {
        "name": f"{year}/{(year + 1) % 100:02}",
        "starts_on": starts_on,
        "ends_on": dt.date(year + 1, 8, 31),
    }
