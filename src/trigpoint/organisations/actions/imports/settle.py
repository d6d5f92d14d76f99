"""What only all rows together decide: whose number a Welsh school's is, and which trust a school is in today."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import ProtectedError

from trigpoint.organisations.actions.imports.shelves import Known, welsh_schools, write_schools
from trigpoint.organisations.enums import MULTI_ACADEMY_TRUST, TRUST_TYPES
from trigpoint.organisations.models import School


def welsh_numbers(at: dt.datetime) -> None:
    """
    Give each row of the Welsh list to the establishment that has its number in the extract.

    Depends on nothing but what both registers say, so that it ends the same whichever came first.
    """
    schools = welsh_schools()
    best: dict[int, Known] = {}
    for school in sorted((s for s in schools if s.urn is not None), key=Known.rank):
        if school.welsh_key:
            best[school.welsh_key] = school
    for holder in [s for s in schools if s.welsh_number is not None]:
        number = holder.welsh_number or 0
        target = best.get(number)
        if target is holder or (target is None and holder.urn is None):
            continue
        said = holder.welsh_facts
        if target is None:
            target = Known.new("welsh_number", number)
        elif holder.urn is None and not _drop(holder):
            if not _drop(target):
                continue
            # The list's row is in use and the extract's is not: the one in use takes both.
            holder.urn, holder.facts, holder.changed = target.urn, target.facts, True
            write_schools([holder], at)
            continue
        if holder.urn is not None:
            holder.welsh_number, holder.welsh_facts, holder.changed = None, {}, True
            write_schools([holder], at)
        target.welsh_number, target.welsh_facts, target.changed = number, said, True
        write_schools([target], at)


def _drop(school: Known) -> bool:
    """Delete a row that nothing refers to."""
    try:
        with transaction.atomic():
            School.objects.filter(pk=school.id).delete()
    except ProtectedError:
        return False
    return True


_TRUSTS = """
WITH joined AS (
    SELECT DISTINCT ON (m.urn) m.urn, g.uid, g.name, m.seen_on
    FROM organisations_membership m JOIN organisations_group g ON g.uid = m.group_uid
    WHERE g.type_code = ANY(%(trusts)s) AND g.status <> 'closed'
    ORDER BY m.urn, m.seen_on DESC, (g.type_code = %(multi)s) DESC, m.joined_on DESC NULLS LAST, g.uid DESC
), decided AS (
    SELECT s.id AS school_id,
        CASE WHEN p.trust_on IS NULL OR joined.seen_on > p.trust_on THEN joined.uid ELSE g.uid END AS trust_uid,
        CASE WHEN p.trust_on IS NULL OR joined.seen_on > p.trust_on THEN joined.name
             ELSE coalesce(g.name, p.trust_name) END AS trust_name
    FROM organisations_school s
    JOIN organisations_provenance p ON p.school_id = s.id
    LEFT JOIN joined ON joined.urn = s.urn
    LEFT JOIN organisations_group g ON g.uid = p.trust_uid
)
UPDATE organisations_school s SET trust_uid = decided.trust_uid, trust_name = coalesce(decided.trust_name, '')
FROM decided
WHERE s.id = decided.school_id
    AND (s.trust_uid IS DISTINCT FROM decided.trust_uid OR s.trust_name <> coalesce(decided.trust_name, ''))
"""


def trusts() -> None:
    """
    The trust of each school: what the newest extract says, unless a newer list of memberships says otherwise.

    An extract that names none says that there is none. A list of memberships says nothing by leaving a school out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TRUSTS, {"trusts": list(TRUST_TYPES), "multi": MULTI_ACADEMY_TRUST})
