"""What the pages show."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trigpoint.organisations.enums import Kind, Nation, Status
from trigpoint.organisations.queries import known
from trigpoint.organisations.queries.performance import reading
from trigpoint.organisations.queries.schools import Group, Link, Membership, School
from trigpoint.ui import dates


def trail(here: str) -> list[dict[str, str]]:
    """Where a page hangs."""
    return [{"text": _("The register"), "href": reverse("organisations:register")}, {"text": here}]


def place(school: School) -> str:
    """Where it is, in a few words."""
    return ", ".join(part for part in (school.town, school.postcode) if part)


def suggestion(school: School) -> dict[str, Any]:
    return {
        "id": str(school.pk),
        "urn": school.urn,
        "name": school.name,
        "place": place(school),
        "phase": school.phase,
        "trust": school.trust_name,
        "status": school.status,
        "href": reverse("organisations:school", args=[school.pk]),
    }


def found(schools: Iterable[School]) -> list[dict[str, Any]]:
    """Lines of a list of schools."""
    return [
        {
            "school": school,
            "place": place(school),
            "status": "" if school.status == Status.OPEN else school.get_status_display(),
            "late": school.status == Status.CLOSED,
        }
        for school in schools
    ]


def stats(counts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Tables of counts, labelled."""
    nations, statuses, kinds = dict(Nation.choices), dict(Status.choices), dict(Kind.choices)
    return [
        _table(_("By nation"), [(nations.get(k, k), n) for k, n in counts["nation"].items()]),
        _table(_("By status"), [(statuses.get(k, k), n) for k, n in counts["status"].items()]),
        _table(_("By phase"), [(k or _("Not said"), n) for k, n in counts["phase"].items()]),
        _table(
            _("Largest trusts"),
            list(counts["trust"].items())[:10],
            ngettext("%(n)s school is in a trust", "%(n)s schools are in a trust", counts["in_trust"])
            % {"n": f"{counts['in_trust']:,}"},
        ),
        *([_held(counts["figures"], kinds)] if counts["figures"] else []),
    ]


def _held(figures: Iterable[Mapping[str, Any]], kinds: Mapping[str, Any]) -> dict[str, Any]:
    lines = [
        (f"{kinds[one['source']]}, {reading.school_year(one['year'])}", one["schools"] or one["areas"])
        for one in figures
    ]
    return _table(_("Tables of figures"), lines, _("Rows of schools; where there are none, of trusts or areas."))


def _table(title: str, lines: list[tuple[Any, int]], note: str = "") -> dict[str, Any]:
    return {"title": title, "lines": [(str(label), f"{n:,}") for label, n in lines], "note": note}


def counts(given: Mapping[str, int]) -> str:
    """What became of a file's rows, in a sentence."""
    words = (
        ("created", _("new")),
        ("updated", _("changed")),
        ("closed", _("closed")),
        ("unchanged", _("as before")),
        ("rejected", _("kept out")),
    )
    rows = ngettext("%(n)s row", "%(n)s rows", given.get("rows", 0)) % {"n": f"{given.get('rows', 0):,}"}
    return f"{rows}: " + ", ".join(f"{given.get(key, 0):,} {word}" for key, word in words)


def files(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"file": row, "counts": counts(row.counts)} for row in rows]


def reports(given: Iterable[Any]) -> list[dict[str, Any]]:
    kinds = dict(Kind.choices)
    return [
        {
            "report": report,
            "kind": kinds.get(report.kind, report.kind),
            "as_of": dates.long(report.as_of),
            "counts": counts(report.counts),
            "problems": [
                {"line": p.line, "reason": p.reason, "level": "rejected" if p.rejected else "warning"}
                for p in sorted(report.problems, key=lambda p: p.line)[:200]
            ],
        }
        for report in given
    ]


def known_rows(facts: Iterable[known.Known]) -> dict[str, Any]:
    """Rows of a summary list, and since when and from whom: once for most of them, and beside each that differs."""
    rows = [{"label": one.label, "value": one.value, "said": said(one.as_of, one.source)} for one in facts]
    usual = Counter(row["said"] for row in rows).most_common(1)[0][0] if rows else ""
    return {"rows": [row | {"said": "" if row["said"] == usual else row["said"]} for row in rows], "said": usual}


def said(as_of: dt.date | None, source: str) -> str:
    if as_of is None:
        return source
    return _("%(source)s, %(day)s") % {"source": source, "day": dates.long(as_of)} if source else dates.long(as_of)


def history(school: School, links: Iterable[Link], schools: Mapping[int, School]) -> list[dict[str, Any]]:
    """Each link as a line about the other school, with a way to it when it is held; the two sides of one said once."""
    lines: dict[tuple[int, str], dict[str, Any]] = {}
    for link in links:
        from_here = link.urn == school.urn
        urn = link.link_urn if from_here else link.urn
        kind = link.type if from_here else _of_other(link.type)
        other = schools.get(urn)
        line = lines.setdefault((urn, kind.split(" ")[0]), {"urn": urn, "kind": kind, "name": "", "day": ""})
        line["href"] = reverse("organisations:school", args=[other.pk]) if other else ""
        line["name"] = (other.name if other else "") or (link.link_name if from_here else "") or line["name"]
        line["day"] = line["day"] or dates.long(link.established_on)
    return list(lines.values())


def _of_other(kind: str) -> str:
    """A link as it reads from the other end."""
    for one, reverse_ in (("Predecessor", "Successor"), ("Successor", "Predecessor")):
        if kind.startswith(one):
            return kind.replace(one, reverse_, 1)
    return kind


def groups(memberships: Iterable[tuple[Membership, Group]], current: int | None) -> list[dict[str, Any]]:
    return [
        {
            "group": group,
            "since": dates.long(membership.joined_on),
            "seen": dates.long(membership.seen_on),
            "current": group.uid == current,
        }
        for membership, group in memberships
    ]
