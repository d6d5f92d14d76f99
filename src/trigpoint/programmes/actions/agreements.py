"""Publish the texts of agreements, and sign them."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.kernel.events import publish
from trigpoint.organisations.queries.by_id import School
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.events import AgreementPublished, AgreementSigned, PartnershipAgreed
from trigpoint.programmes.lifecycle import PARTNERSHIP
from trigpoint.programmes.models import AgreementText, Cycle, OwnSignature, Partnership, Programme, Signature
from trigpoint.programmes.queries import agreements, scope, texts
from trigpoint.programmes.rules import agreements as rules
from trigpoint.programmes.rules import partnerships

LONGEST = 60_000


@action("programmes.publish_agreement")
def publish_text(
    *, actor: Account | None, at: dt.datetime, programme: Programme, kind: AgreementKind, title: str, body: str
) -> AgreementText:
    """
    Publish a text: the programme's next version of its kind, which every school is then asked to sign.

    The text that holds already, word for word, is returned as it is. Raises Unacceptable for an empty or endless one.
    """
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        partnerships.may_run(hats, network_id=programme.network_id, programme_id=programme.pk).require()
    title, body = " ".join(title.split()), texts.tidy(body)
    _check(title, body)
    Programme.objects.select_for_update().get(pk=programme.pk)
    now = agreements.current_texts(programme.pk).get(kind)
    sha256 = texts.fingerprint(title, body)
    if now is not None and now.sha256 == sha256:
        return now
    made = AgreementText.objects.create(
        network_id=programme.network_id,
        programme=programme,
        kind=kind,
        version=now.version + 1 if now else 1,
        title=title,
        body=body,
        sha256=sha256,
        published_at=at,
    )
    publish(
        AgreementPublished(
            at=at, actor_id=actor.pk if actor else None, programme_id=programme.pk, text_id=made.pk, kind=kind
        )
    )
    return made


def _check(title: str, body: str) -> None:
    errors: dict[str, list[str]] = {}
    if not title:
        errors["title"] = [_("Give the agreement a title.")]
    elif len(title) > 160:
        errors["title"] = [_("A title has at most 160 characters.")]
    if not body:
        errors["body"] = [_("Write or paste the text of the agreement.")]
    elif len(body) > LONGEST:
        most = _("This text has %(given)d characters; at most %(most)d are kept.")
        errors["body"] = [most % {"given": len(body), "most": LONGEST}]
    if errors:
        raise Unacceptable(errors)


def publish_defaults(*, actor: Account | None, at: dt.datetime, programme: Programme) -> list[AgreementText]:
    """Publish the texts that come with the product for a programme that has none of the kind."""
    known = agreements.current_texts(programme.pk)
    made = []
    for kind in AgreementKind:
        if kind not in known:
            draft = texts.default(kind)
            made.append(
                publish_text(actor=actor, at=at, programme=programme, kind=kind, title=draft.title, body=draft.body)
            )
    return made


@action("programmes.sign_agreement")
def sign(
    *,
    actor: Account,
    at: dt.datetime,
    partnership: Partnership,
    school: School,
    kind: AgreementKind,
    name: str,
    role: str,
    agreed: bool,
    sha256: str,
) -> Signature:
    """
    Sign the text that holds now, for a school. Twice is once: the first signature is returned.

    `sha256` is the fingerprint of the text that was read. Raises Refused to anybody but the school's head, Stale when a
    newer text holds, Unacceptable without the tick, a name or a role.
    """
    view = scope.acting(actor.pk, partnership, at=at)
    rules.may_sign(view, school.pk).require()
    text = agreements.text(partnership.programme_id, kind)
    name, role = " ".join(name.split()), " ".join(role.split())
    _check_signature(name, role, agreed=agreed)
    _same(text, sha256)
    signature, created = Signature.objects.get_or_create(
        partnership=partnership,
        text=text,
        school=school,
        defaults={
            "network_id": partnership.network_id,
            "signed_by": actor,
            "name": name,
            "role": role,
            "signed_at": at,
            "sha256": text.sha256,
        },
    )
    if created:
        publish(
            AgreementSigned(
                at=at,
                actor_id=actor.pk,
                partnership_id=partnership.pk,
                school_id=school.pk,
                signature_id=signature.pk,
                kind=kind,
            )
        )
        settle(actor=actor, at=at, partnership=partnership)
    return signature


@action("programmes.sign_for_oneself")
def sign_for_oneself(
    *,
    actor: Account,
    at: dt.datetime,
    partnership: Partnership,
    kind: AgreementKind,
    name: str,
    agreed: bool,
    sha256: str,
) -> OwnSignature:
    """
    Sign the text that holds now for oneself: somebody of the pool whom no school sends. Twice is once.

    Raises Refused to whoever is sent by a school, Stale when a newer text holds, Unacceptable without tick or name.
    """
    rules.may_sign_for_oneself(scope.acting(actor.pk, partnership, at=at)).require()
    text = agreements.text(partnership.programme_id, kind)
    name = " ".join(name.split())
    _check_signature(name, "-", agreed=agreed)
    _same(text, sha256)
    return OwnSignature.objects.get_or_create(
        partnership=partnership,
        text=text,
        signed_by=actor,
        defaults={"network_id": partnership.network_id, "name": name, "signed_at": at, "sha256": text.sha256},
    )[0]


def _same(text: AgreementText, sha256: str) -> None:
    if sha256 != text.sha256:
        message = _("A newer version of this agreement holds since you opened it. Please read it before you sign.")
        raise Stale(message, current={"sha256": text.sha256})


def _check_signature(name: str, role: str, *, agreed: bool) -> None:
    errors: dict[str, list[str]] = {}
    if not agreed:
        errors["agreed"] = [_("Tick the box to say that your school agrees.")]
    if not name:
        errors["name"] = [_("Type your name as you would sign it.")]
    elif len(name) > 120:
        errors["name"] = [_("A name has at most 120 characters.")]
    if not role:
        errors["role"] = [_("Type your role in the school, such as headteacher.")]
    elif len(role) > 80:
        errors["role"] = [_("A role has at most 80 characters.")]
    if errors:
        raise Unacceptable(errors)


def settle(*, actor: Account | None, at: dt.datetime, partnership: Partnership) -> None:
    """Move a forming partnership on once every member has signed both; called by the actions that can bring that about."""
    row = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if row.state != PARTNERSHIP.initial:
        return
    status = agreements.status(row, on=timezone.localdate(at))
    if not status or not all(school.complete for school in status):
        return
    PARTNERSHIP.advance(row, "agree")
    row.agreed_on = timezone.localdate(at)
    if Cycle.objects.filter(partnership=row).exists():
        PARTNERSHIP.advance(row, "start")
    row.version += 1
    row.save(update_fields=["state", "agreed_on", "version"])
    partnership.state, partnership.agreed_on, partnership.version = row.state, row.agreed_on, row.version
    publish(PartnershipAgreed(at=at, actor_id=actor.pk if actor else None, partnership_id=row.pk))
