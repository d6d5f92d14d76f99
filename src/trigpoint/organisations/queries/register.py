"""What the register holds as a whole."""

import uuid
from typing import Any

from django.db.models import Count, QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.models import Group, Link, Membership, RegisterFile, School


def stats() -> dict[str, Any]:
    """Counts by nation, status, phase and trust. Invented schools are not the register's and don't count."""
    schools = School.objects.filter(is_invented=False)
    trusts = (
        schools.exclude(trust_name="").values_list("trust_name").annotate(n=Count("pk")).order_by("-n", "trust_name")
    )
    total = schools.count()
    by_trust = dict(trusts)
    in_trust = sum(by_trust.values())
    return {
        "schools": total,
        "nation": _by(schools, "nation"),
        "status": _by(schools, "status"),
        "phase": _by(schools, "phase"),
        "trust": by_trust,
        "in_trust": in_trust,
        "in_no_trust": total - in_trust,
        "groups": Group.objects.count(),
        "memberships": Membership.objects.count(),
        "links": Link.objects.count(),
    }


def _by(schools: QuerySet[School], field: str) -> dict[str, int]:
    return dict(schools.values_list(field).annotate(n=Count("pk")).order_by(field))


def file(file_id: uuid.UUID) -> RegisterFile:
    """Raises Missing."""
    found = RegisterFile.objects.filter(pk=file_id).first()
    if found is None:
        raise Missing
    return found


def files(limit: int = 20) -> QuerySet[RegisterFile]:
    """The files that were taken in, newest first."""
    return RegisterFile.objects.order_by("-imported_at", "-created_at")[:limit]
