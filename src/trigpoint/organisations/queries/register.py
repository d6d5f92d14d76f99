"""What the register holds as a whole."""

import uuid
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.models import RegisterFile
from trigpoint.organisations.queries.performance.held import held

_COUNTS = """
SELECT
    CASE
        WHEN GROUPING(nation) = 0 THEN 'nation'
        WHEN GROUPING(status) = 0 THEN 'status'
        WHEN GROUPING(phase) = 0 THEN 'phase'
        WHEN GROUPING(trust_name) = 0 THEN 'trust'
        ELSE 'schools'
    END AS what,
    coalesce(nation, status, phase, trust_name, '') AS name,
    count(*) AS n
FROM organisations_school
WHERE NOT is_invented
GROUP BY GROUPING SETS ((), (nation), (status), (phase), (trust_name))
ORDER BY what, CASE WHEN GROUPING(trust_name) = 0 THEN -count(*) END, name
"""
_OTHERS = """
SELECT
    (SELECT count(*) FROM organisations_group),
    (SELECT count(*) FROM organisations_membership),
    (SELECT count(*) FROM organisations_link)
"""


def stats() -> dict[str, Any]:
    """
    Counts by nation, status, phase, trust and table of figures. Invented schools are not the register's and don't count.

    Four queries, the first of which reads the schools once for all their counts.
    """
    by: dict[str, dict[str, int]] = {what: {} for what in ("schools", "nation", "status", "phase", "trust")}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        for what, name, n in cursor.fetchall():
            by[what][name] = n
        cursor.execute(_OTHERS)
        groups, memberships, links = cursor.fetchone()
    total = by["schools"].get("", 0)
    in_no_trust = by["trust"].pop("", 0)
    return {
        "schools": total,
        "nation": by["nation"],
        "status": by["status"],
        "phase": by["phase"],
        "trust": by["trust"],
        "in_trust": total - in_no_trust,
        "in_no_trust": in_no_trust,
        "groups": groups,
        "memberships": memberships,
        "links": links,
        "figures": [
            {"source": one.source.value, "year": one.year, "schools": one.schools, "areas": one.areas} for one in held()
        ],
    }


def file(file_id: uuid.UUID) -> RegisterFile:
    """Raises Missing."""
    found = RegisterFile.objects.filter(pk=file_id).first()
    if found is None:
        raise Missing
    return found


def files(limit: int = 20) -> QuerySet[RegisterFile]:
    """The files that were taken in, newest first."""
    return RegisterFile.objects.order_by("-imported_at", "-created_at")[:limit]
