"""Find schools as somebody types, and follow one through its URNs and trusts."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Q

from trigpoint.kernel.errors import Missing
from trigpoint.organisations.enums import TRUST_TYPES
from trigpoint.organisations.models import Group, Link, Membership, School

__all__ = ["Group", "Link", "Membership", "School"]

_LONGEST = 100
_WORDS = 8  # of a query; the rest is noise
_CANDIDATES = 2000  # of a query as wide as "school": ranked are these and the names that begin like it
_MEANT = 6  # known words that one mistyped word may have meant

_SEARCH = """
WITH found AS MATERIALIZED (
    (SELECT id, search FROM organisations_school
     WHERE search LIKE %(beginning)s AND (status = 'closed') = %(closed)s LIMIT 500)
    UNION
    (SELECT id, search FROM organisations_school
     WHERE words @@ %(asked)s::tsquery AND (status = 'closed') = %(closed)s LIMIT %(candidates)s)
)
SELECT id, search LIKE %(whole)s AND %(is_code)s AS exact FROM found
WHERE search LIKE ALL (%(letters)s) AND id <> ALL (%(besides)s)
ORDER BY
    exact DESC,
    CASE WHEN search LIKE %(name)s THEN 0
         WHEN search LIKE %(beginning)s THEN 1
         WHEN search LIKE %(in_name)s THEN 2
         WHEN split_part(search, '|', 1) LIKE ALL (%(each)s) THEN 3
         ELSE 4 END,
    search
LIMIT %(limit)s
"""

# Words that begin alike, or that one or two changed letters away do; a first letter is rarely the wrong one.
_MEANT_WORDS = """
SELECT word FROM (
    SELECT word, least(
        levenshtein_less_equal(word, %(typed)s, %(most)s),
        levenshtein_less_equal(left(word, length(%(typed)s)), %(typed)s, %(most)s),
        levenshtein_less_equal(left(word, length(%(typed)s) + 1), %(typed)s, %(most)s)
    ) AS changes
    FROM organisations_searchword
    WHERE length(word) >= length(%(typed)s) - %(most)s AND word LIKE %(first)s
) AS near WHERE changes <= %(most)s
ORDER BY changes, abs(length(word) - length(%(typed)s)), word LIMIT %(meant)s
"""


def search(text: str, *, limit: int = 10, closed: bool = True) -> list[School]:
    """
    Schools whose name, postcode, URN, trust or town has every word typed, the last of which may be half a word.

    The likeliest first: a whole URN or postcode, then open schools before closed ones, and names that begin as typed
    before those that only hold the words. When there are too few, words are also taken for near ones (mistyped).
    Accents, capitals and apostrophes don't matter.
    """
    words = folded(text).split()[:_WORDS]
    if not words:
        return []
    as_typed = [[word] for word in words]
    ids = _find(as_typed, limit=limit, closed=closed)
    if len(ids) < limit:
        meant = _meant(words)
        if meant != as_typed:
            ids += _find(meant, limit=limit - len(ids), closed=closed, besides=ids)
    held = School.objects.in_bulk(ids)
    return [held[id_] for id_ in ids]


def matching(text: str, *, school: str = "", mistyped: bool = False) -> Q | None:
    """
    A filter by what is typed, as `search` understands it, for rows that are few; None when nothing was typed.

    `school` is the way from the rows to their school, such as "school__". With `mistyped`, a word that no school has
    is taken for the known words that it may be a slip of.
    """
    words = folded(text).split()[:_WORDS]
    if not words:
        return None
    found = Q()
    for some in _meant(words) if mistyped else [[word] for word in words]:
        either = Q()
        for word in some:
            either |= Q(**{f"{school}search__contains": f" {word}"})
        found &= either
    return found


def folded(text: str) -> str:
    """As the database folds names, so that both sides of a comparison are alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT trigpoint_fold(%s)", [text.replace("\x00", "").replace("|", " ")[:_LONGEST]])
        return str(cursor.fetchone()[0])


def _find(
    choices: Sequence[Sequence[str]], *, limit: int, closed: bool, besides: Sequence[uuid.UUID] = ()
) -> list[uuid.UUID]:
    """Ids, likeliest first; `choices` are the words that each typed word may be, the likeliest first."""
    whole = " ".join(some[0] for some in choices)
    long = [some for some in choices if len(some[0]) > 1]  # one letter stands in nearly every row
    given: dict[str, Any] = {
        "asked": " & ".join("(" + " | ".join(f"'{word}':*" for word in some) + ")" for some in long),
        "letters": [f"% {some[0]}%" for some in choices if some not in long],
        "whole": f"% {whole} %",
        "is_code": bool(re.search(r"\d", whole)),
        "name": f" {whole} | %",
        "beginning": f" {whole}%",
        "in_name": f"% {whole}%|%",
        "each": [f"% {some[0]}%" for some in choices],
        "besides": list(besides),
        "candidates": _CANDIDATES,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, given | {"closed": False})
        found = cursor.fetchall()
        if closed and (len(found) < limit or given["is_code"]):
            cursor.execute(_SEARCH, given | {"closed": True})
            found = sorted([*found, *cursor.fetchall()], key=lambda row: not row[1])
    return [id_ for id_, _exact in found[:limit]]


def _meant(words: Sequence[str]) -> list[list[str]]:
    """For each word itself, or the known words that it may be a slip of when no school has one that begins like it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT typed FROM unnest(%s::text[]) AS typed "
            "WHERE NOT EXISTS (SELECT FROM organisations_searchword WHERE word LIKE typed || '%%')",
            [[word for word in words if re.fullmatch(r"[a-z]{3,}", word)]],
        )
        unknown = {row[0] for row in cursor}
        return [_near(cursor, word) if word in unknown else [word] for word in words]


def _near(cursor: CursorWrapper, word: str) -> list[str]:
    most = 1 if len(word) <= 4 else 2 if len(word) <= 7 else 3
    for first in (f"{word[0]}%", "%"):
        cursor.execute(_MEANT_WORDS, {"typed": word, "most": most, "first": first, "meant": _MEANT})
        near = [row[0] for row in cursor]
        if near:
            return near
    return [word]


def by_ids(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, School]:
    """These schools, with their trusts."""
    return School.objects.select_related("trust").in_bulk(list(ids))


def by_urns(urns: Iterable[int]) -> dict[int, School]:
    """Those of these that are held."""
    return {school.urn: school for school in School.objects.filter(urn__in=list(urns)) if school.urn is not None}


def by_urn(urn: int) -> School:
    """Raises Missing when no such school is held."""
    school = School.objects.select_related("trust").filter(urn=urn).first()
    if school is None:
        raise Missing
    return school


def read(school_id: uuid.UUID) -> School:
    """A school with its trust. Raises Missing."""
    school = School.objects.select_related("trust").filter(pk=school_id).first()
    if school is None:
        raise Missing
    return school


def links(school: School) -> list[Link]:
    """What the register links to this URN, from either side, in order of time; those without a day last."""
    if school.urn is None:
        return []
    return list(
        Link.objects.filter(Q(urn=school.urn) | Q(link_urn=school.urn)).order_by("established_on", "urn", "link_urn")
    )


def predecessors(school: School) -> list[int]:
    """The URNs under which this school's past stands, nearest first; through several changes of URN."""
    return _follow(school, backwards=True)


def successors(school: School) -> list[int]:
    """The URNs under which this school's future stands, nearest first."""
    return _follow(school, backwards=False)


def _follow(school: School, *, backwards: bool) -> list[int]:
    if school.urn is None:
        return []
    before, after = ("Predecessor", "Successor") if backwards else ("Successor", "Predecessor")
    reached = [school.urn]
    edge = {school.urn}
    while edge:
        pairs = Link.objects.filter(
            Q(urn__in=edge, type__startswith=before) | Q(link_urn__in=edge, type__startswith=after)
        )
        ends = {
            link.link_urn if link.urn in edge and link.type.startswith(before) else link.urn
            for link in pairs.order_by("pk")
        }
        edge = ends - set(reached)
        reached += sorted(edge)
    return reached[1:]


def memberships(school: School) -> list[tuple[Membership, Group]]:
    """The groups that the school is or was in, newest joined first, with how each stands."""
    if school.urn is None:
        return []
    rows = list(Membership.objects.filter(urn=school.urn))
    groups = {group.uid: group for group in Group.objects.filter(uid__in=[row.group_uid for row in rows])}
    held = [(row, groups[row.group_uid]) for row in rows if row.group_uid in groups]
    return sorted(held, key=lambda pair: (pair[0].joined_on or dt.date.min, pair[0].seen_on), reverse=True)


def trust_at(school: School, day: dt.date) -> Group | None:
    """
    The trust that held the school on a day: of those joined by then and not closed by then, the one joined last.

    Memberships without a day of joining count only when no dated one does. From the day on which the register last
    spoke of the trust of today, that one.
    """
    dated: list[tuple[dt.date, Group]] = []
    for membership, group in memberships(school):
        if group.type_code not in TRUST_TYPES or (group.closed_on and group.closed_on <= day):
            continue
        if membership.joined_on is None or membership.joined_on <= day:
            dated.append((membership.joined_on or dt.date.min, group))
    if dated:
        return max(dated, key=lambda pair: (pair[0], pair[1].uid))[1]
    stated = getattr(school, "provenance", None)
    return school.trust if stated and stated.trust_on and stated.trust_on <= day else None


def in_trust(group: Group) -> list[School]:
    """The schools of a trust today, open ones first. Its central office is none of them."""
    found = School.objects.filter(trust=group, is_central_office=False)
    return sorted(found, key=lambda school: (not school.is_open, school.name))


def trusts(text: str, *, limit: int = 10) -> list[Group]:
    """Open trusts whose name has every word typed, those that begin so first."""
    words = text.replace("\0", "").split()[:_WORDS]
    if not words:
        return []
    found = Group.objects.filter(type_code__in=TRUST_TYPES).exclude(status="closed")
    for word in words:
        found = found.filter(name__icontains=word)
    first = words[0].lower()
    return sorted(found[:200], key=lambda group: (not group.name.lower().startswith(first), group.name))[:limit]


def trust(uid: int) -> Group | None:
    """The trust of this number that is open."""
    return Group.objects.filter(uid=uid, type_code__in=TRUST_TYPES).exclude(status="closed").first()
