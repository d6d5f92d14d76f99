"""Agreements: which texts hold, who has signed them, and who has still to."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from trigpoint.access.roles import Place, Role
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.models import AgreementText, Membership, OwnSignature, Partnership, Signature
from trigpoint.programmes.queries import scope
from trigpoint.programmes.queries.scope import Part, Standpoint

__all__ = [
    "AgreementKind",
    "AgreementText",
    "OwnSignature",
    "Signature",
    "current_texts",
    "signed_both",
    "signed_themselves",
    "status",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchoolStatus:
    """A member school, and its signatures under the texts that hold now, by kind (None: not signed)."""

    school_id: uuid.UUID
    school_name: str
    signatures: dict[str, Signature | None]

    @property
    def complete(self) -> bool:
        return all(self.signatures.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds that have still to be signed."""
        return tuple(kind for kind, signature in self.signatures.items() if signature is None)


def current_texts(programme_id: uuid.UUID) -> dict[str, AgreementText]:
    """The newest text of each kind that has one, in the order in which they are signed. One query."""
    newest = AgreementText.objects.filter(programme_id=programme_id).order_by("kind", "-version").distinct("kind")
    by_kind = {text.kind: text for text in newest}
    return {str(kind): by_kind[kind] for kind in AgreementKind.values if kind in by_kind}


def versions(programme_id: uuid.UUID) -> list[AgreementText]:
    """Every text that the programme has published, the newest first."""
    return list(AgreementText.objects.filter(programme_id=programme_id).order_by("kind", "-version"))


def text(programme_id: uuid.UUID, kind: str) -> AgreementText:
    """The text of this kind that holds now. Raises Missing when there is none."""
    found = current_texts(programme_id).get(kind)
    if found is None:
        raise Missing
    return found


def signed_both(
    partnership: Partnership, school_ids: Iterable[uuid.UUID], *, on: dt.date | None = None
) -> set[uuid.UUID]:
    """
    The schools among these that have signed both agreements as they stand now: G1's fact.

    A school outside this partnership counts when it has signed them as a member of another one of the same programme.
    `on` is the day on which the membership must hold; without one, it must not have been ended. Three queries.
    """
    wanted = set(school_ids)
    texts = current_texts(partnership.programme_id)
    if not wanted or set(texts) != set(AgreementKind.values):
        return set()
    holds = Q(left_on__isnull=True) if on is None else Q(left_on__isnull=True) | Q(left_on__gte=on)
    here = set(
        Membership.objects.filter(holds, partnership=partnership, school_id__in=wanted).values_list(
            "school_id", flat=True
        )
    )
    member = Membership.objects.filter(holds, partnership=OuterRef("partnership"), school=OuterRef("school"))
    signed = (
        Signature.objects.filter(Exists(member), text__in=list(texts.values()), school_id__in=wanted)
        .filter(Q(partnership=partnership) | ~Q(school_id__in=here))
        .values_list("partnership_id", "school_id", "text_id")
        .distinct()
    )
    kinds: dict[tuple[uuid.UUID, uuid.UUID], set[uuid.UUID]] = {}
    for partnership_id, school_id, text_id in signed:
        kinds.setdefault((partnership_id, school_id), set()).add(text_id)
    return {school_id for (_partnership, school_id), found in kinds.items() if len(found) == len(texts)}


def signed_themselves(partnership: Partnership, person_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """The people among these who have signed both agreements for themselves: G1's fact where no school sends them."""
    wanted = set(person_ids)
    if not wanted:
        return set()
    texts = current_texts(partnership.programme_id)
    if set(texts) != set(AgreementKind.values):
        return set()
    signed = OwnSignature.objects.filter(
        partnership__programme_id=partnership.programme_id,
        text__in=[text.pk for text in texts.values()],
        signed_by_id__in=wanted,
    )
    counted: dict[uuid.UUID, set[uuid.UUID]] = {}
    for person_id, text_id in signed.values_list("signed_by_id", "text_id"):
        counted.setdefault(person_id, set()).add(text_id)
    return {person_id for person_id, found in counted.items() if len(found) == len(texts)}


def own(partnership: Partnership, person_id: uuid.UUID) -> dict[str, OwnSignature | None]:
    """What somebody has signed for themselves under the texts that hold now, by kind (None: not signed). Two queries."""
    texts = current_texts(partnership.programme_id)
    rows = OwnSignature.objects.filter(partnership=partnership, signed_by_id=person_id, text__in=list(texts.values()))
    signed = {row.text_id: row for row in rows}
    return {kind: signed.get(text.pk) for kind, text in texts.items()}


def status(partnership: Partnership, *, on: dt.date) -> list[SchoolStatus]:
    """Who has signed what, for every school that is a member on the day. Three queries."""
    texts = current_texts(partnership.programme_id)
    signed = {
        (signature.school_id, signature.text_id): signature
        for signature in Signature.objects.filter(
            partnership=partnership, text__in=[text.pk for text in texts.values()]
        ).select_related("text")
    }
    return [
        SchoolStatus(
            school_id=member.school_id,
            school_name=member.school.name,
            signatures={
                kind: signed.get((member.school_id, texts[kind].pk)) if kind in texts else None
                for kind in AgreementKind.values
            },
        )
        for member in scope.members_on([partnership.pk], on)
    ]


def programmes_with_both(programme_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """The programmes among these that have a text of each kind. One query."""
    pairs = set(AgreementText.objects.filter(programme_id__in=list(programme_ids)).values_list("programme_id", "kind"))
    counted = Counter(programme_id for programme_id, _kind in pairs)
    return {programme_id for programme_id, kinds in counted.items() if kinds == len(AgreementKind.values)}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """A text that a member school has still to sign."""

    partnership_id: uuid.UUID
    partnership: str
    network_id: uuid.UUID
    school_id: uuid.UUID
    school: str
    kind: str


def unsigned(members: Q, *, on: dt.date) -> list[Unsigned]:
    """
    What these members have still to sign on the day, by the school's name, in the order of signing. One query.

    `members` chooses memberships, as a filter of theirs. A partnership that is closed asks for nothing.
    """
    newer = AgreementText.objects.filter(
        programme=OuterRef("partnership__programme"),
        kind=OuterRef("kind"),
        version__gt=OuterRef("text_version"),
    )
    signature = Signature.objects.filter(
        partnership=OuterRef("partnership"), school=OuterRef("school"), text=OuterRef("text")
    )
    held = Membership.objects.filter(members, scope.holds(on)).exclude(partnership__state="closed")
    rows = (
        held.annotate(
            text=F("partnership__programme__agreement_texts"),
            kind=F("partnership__programme__agreement_texts__kind"),
            text_version=F("partnership__programme__agreement_texts__version"),
        )
        .filter(~Exists(newer), ~Exists(signature), text__isnull=False)
        .values_list(
            "partnership_id",
            "partnership__name",
            "partnership__network_id",
            "school_id",
            "school__name",
            "kind",
        )
    )
    order = list(AgreementKind.values)
    found = [
        Unsigned(
            partnership_id=partnership_id,
            partnership=partnership,
            network_id=network_id,
            school_id=school_id,
            school=school,
            kind=kind,
        )
        for partnership_id, partnership, network_id, school_id, school, kind in rows
    ]
    return sorted(found, key=lambda one: (one.school, one.school_id, one.partnership_id, order.index(one.kind)))


def history(partnership: Partnership, school_ids: Iterable[uuid.UUID]) -> list[Signature]:
    """Every signature of these schools in the partnership, older versions included, the newest first."""
    return list(
        Signature.objects.filter(partnership=partnership, school_id__in=list(school_ids))
        .select_related("text", "school")
        .order_by("-signed_at", F("text__kind"))
    )


def signed_copy(view: Standpoint, signature_id: uuid.UUID) -> Signature:
    """A signed copy: for the leaders of the school that signed, the partnership lead and staff. Raises Missing."""
    found = (
        Signature.objects.filter(pk=signature_id, partnership=view.partnership)
        .select_related("text", "school", "partnership", "network")
        .first()
    )
    if found is None:
        raise Missing
    held = view.hats.roles_at(Place.SCHOOL, found.school_id, network_id=found.network_id)
    leads_it = found.school_id in view.schools and not held.isdisjoint({Role.HEAD, Role.SENIOR_LEADER})
    if not leads_it and not view.plays(Part.PARTNERSHIP_LEAD, Part.PROGRAMME_STAFF):
        raise Missing
    return found
