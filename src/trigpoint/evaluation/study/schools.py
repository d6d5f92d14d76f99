"""The schools of a study as the plan sees them: arms, clusters, covariates, and who doesn't belong."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from trigpoint.evaluation.study import tables
from trigpoint.evaluation.study.errors import Unreadable
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.tables import SHOWN, Floats, Read
from trigpoint.evaluation.study.words import gettext as _

type Bools = npt.NDArray[np.bool_]

UNKNOWN = "(missing)"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Left:
    """Why schools left before anybody was matched."""

    reason: str
    treated: int
    others: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Schools:
    """
    The eligible schools, in the file's order.

    ids, cluster: a text for each ("" without a cluster). treat: (n,). numeric: what the plan's numbers are, filled and
    with an indicator column where its rule says so. factors: categories. `given`: numbers as they are, NaN where missing.
    """

    ids: tuple[str, ...]
    treat: Bools
    cluster: tuple[str, ...]
    numeric: Mapping[str, Floats]
    given: Mapping[str, Floats]
    factors: Mapping[str, npt.NDArray[Any]]
    indicators: tuple[str, ...]
    facts: Mapping[str, Any]
    read: Read

    def place(self) -> dict[str, int]:
        return {school: row for row, school in enumerate(self.ids)}


def load(path: Path, plan: Plan) -> Schools:
    """Read the schools file: the columns that the plan names, without any outcome. Raises Unreadable."""
    names = _named(plan)
    lines, cells = tables.columns(path, names)
    if not lines:
        raise Unreadable(_("%(file)s has no schools.") % {"file": path.name})
    file = _File(path=path, plan=plan, lines=lines, cells=cells)
    treat = file.arms()
    ids = file.ids()
    cluster = file.clusters(treat)
    numeric = {name: file.numbers(name) for name in file.number_names()}
    categories = {name: tables.labels(cells[name], plan.columns.codes) for name in file.label_names()}
    keep, left = _eligible(plan, cells, treat, numeric, categories)
    return _kept(
        plan=plan,
        read=Read(file=path.name, columns=names),
        keep=keep,
        left=left,
        ids=ids,
        treat=treat,
        cluster=cluster,
        numeric=numeric,
        categories=categories,
    )


def _named(plan: Plan) -> tuple[str, ...]:
    data, compliance = plan.columns, plan.compliance
    columns = [data.id, data.treat, data.cluster, data.region, data.joined, *plan.numbers, *plan.factors]
    columns += [column for match in plan.matches for column in match.exact]
    columns += [compliance.column, compliance.dose, *compliance.components.values()]
    columns += [one.column for one in plan.exclusions]
    return tuple(dict.fromkeys(column for column in columns if column))


@dataclasses.dataclass(frozen=True, kw_only=True)
class _File:
    path: Path
    plan: Plan
    lines: Sequence[int]
    cells: Mapping[str, list[str]]

    def refuse(self, reason: str, rows: Sequence[int]) -> Unreadable:
        where = ", ".join(str(self.lines[row]) for row in rows[:SHOWN])
        more = _(" and %(more)d more") % {"more": len(rows) - SHOWN} if len(rows) > SHOWN else ""
        said = {"file": self.path.name, "reason": reason, "lines": where, "more": more}
        return Unreadable(_("%(file)s: %(reason)s Lines %(lines)s%(more)s.") % said)

    def ids(self) -> list[str]:
        ids = [cell.strip() for cell in self.cells[self.plan.columns.id]]
        empty = [row for row, one in enumerate(ids) if not one]
        if empty:
            raise self.refuse(_("a school has no id."), empty)
        counted = Counter(ids)
        twice = [row for row, one in enumerate(ids) if counted[one] > 1]
        if twice:
            raise self.refuse(_("a school stands there more than once: keep one row for each."), twice)
        return ids

    def arms(self) -> Bools:
        column = self.plan.columns.treat
        read = tables.numbers(self.cells[column], {}, file=self.path.name, column=column, lines=self.lines).values
        wrong = np.flatnonzero((read != 0) & (read != 1))
        if len(wrong):
            reason = _("“%(column)s” has to be 1 for a school of the programme and 0 for any other.")
            raise self.refuse(reason % {"column": column}, wrong.tolist())
        return np.asarray(read == 1)

    def clusters(self, treat: Bools) -> list[str]:
        column = self.plan.columns.cluster
        if column is None:
            return [""] * len(treat)
        given = tables.labels(self.cells[column], self.plan.columns.codes)
        without = [row for row in np.flatnonzero(treat).tolist() if not given[row]]
        if without:
            reason = _("a school of the programme has no “%(column)s”.") % {"column": column}
            raise self.refuse(reason, without)
        return [one if is_treated else "" for one, is_treated in zip(given, treat.tolist(), strict=True)]

    def number_names(self) -> tuple[str, ...]:
        compliance = self.plan.compliance
        of_it = [self.plan.columns.joined, compliance.column, compliance.dose, *compliance.components.values()]
        return tuple(dict.fromkeys([*self.plan.numbers, *(column for column in of_it if column)]))

    def label_names(self) -> tuple[str, ...]:
        exact = (column for match in self.plan.matches for column in match.exact)
        region = [self.plan.columns.region] if self.plan.columns.region else []
        return tuple(dict.fromkeys([*self.plan.factors, *exact, *region]))

    def numbers(self, name: str) -> tables.Numbers:
        codes = self.plan.columns.codes
        return tables.numbers(self.cells[name], codes, file=self.path.name, column=name, lines=self.lines)


def _eligible(
    plan: Plan,
    cells: Mapping[str, Sequence[str]],
    treat: Bools,
    numeric: Mapping[str, tables.Numbers],
    categories: Mapping[str, Sequence[str]],
) -> tuple[Bools, list[Left]]:
    """Who stays, and why the others leave: the first reason that holds, in the plan's order."""
    keep = np.ones(len(treat), dtype=np.bool_)
    left: list[Left] = []
    arms = {"comparison": ~treat, "programme": treat, "both": np.ones_like(treat)}
    for rule in plan.exclusions:
        values = {_text(value) for value in rule.values}
        hit = np.array([cell.strip() in values for cell in cells[rule.column]]) & arms[rule.arm] & keep
        left.append(Left(reason=rule.reason, treated=int((hit & treat).sum()), others=int((hit & ~treat).sum())))
        keep &= ~hit
    for name, gone in _lacking(plan, numeric, categories):
        hit = gone & keep
        if plan.missing.covariates == "leave":
            reason = _("No figure for “%(name)s”") % {"name": name}
        elif plan.missing.covariates == "indicator" and name in plan.scored and not (hit & treat).any():
            # an indicator that no school of the programme has would tell exactly who is not treated
            reason = _("No figure for “%(name)s”, which every school of the programme has") % {"name": name}
        else:
            continue
        if hit.any():
            left.append(Left(reason=reason, treated=int((hit & treat).sum()), others=int((hit & ~treat).sum())))
            keep &= ~hit
    return keep, left


def _lacking(
    plan: Plan, numeric: Mapping[str, tables.Numbers], categories: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Bools]]:
    """For each column that schools are compared by, whose figure is missing; not for those that are only shown."""
    within = (column for match in plan.matches for column in match.within)
    for name in dict.fromkeys([*plan.score.covariates, *within, *(plan.analysis.adjust or ())]):
        if name in numeric:
            yield name, np.isnan(numeric[name].values)
    for name, column in categories.items():
        yield name, np.array([not one for one in column])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _kept(
    *,
    plan: Plan,
    read: Read,
    keep: Bools,
    left: Sequence[Left],
    ids: Sequence[str],
    treat: Bools,
    cluster: Sequence[str],
    numeric: Mapping[str, tables.Numbers],
    categories: Mapping[str, Sequence[str]],
) -> Schools:
    rows = np.flatnonzero(keep).tolist()
    given = {name: one.values[keep] for name, one in numeric.items()}
    filled, indicators = _filled(plan, given, [ids[row] for row in rows])
    labels = {name: [column[row] or UNKNOWN for row in rows] for name, column in categories.items()}
    if plan.missing.covariates == "refuse" and (gone := [name for name, one in labels.items() if UNKNOWN in one]):
        raise Unreadable(_("“%(name)s” is missing for some schools; the plan refuses that.") % {"name": gone[0]})
    facts = {
        "rows": {"treated": int(treat.sum()), "others": int((~treat).sum())},
        "clusters": len({one for one in cluster if one}),
        "left": [dataclasses.asdict(one) for one in left],
        "eligible": {"treated": int(treat[keep].sum()), "others": int((~treat[keep]).sum())},
        "eligible_clusters": len({cluster[row] for row in rows if cluster[row]}),
        "missing": _missing(numeric, given, treat[keep], categories, labels),
    }
    return Schools(
        ids=tuple(ids[row] for row in rows),
        treat=treat[keep],
        cluster=tuple(cluster[row] for row in rows),
        numeric=filled,
        given=given,
        factors={name: np.array(tables.sortable(column)) for name, column in labels.items()},
        indicators=indicators,
        facts=facts,
        read=read,
    )


def _filled(plan: Plan, given: Mapping[str, Floats], ids: Sequence[str]) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """One value in the place of what is missing, and a column that says so: for matching alone, never for outcomes."""
    filled: dict[str, Floats] = {}
    indicators: list[str] = []
    for name, values in given.items():
        gone = np.isnan(values)
        if name not in plan.numbers or not gone.any():
            filled[name] = values
            continue
        if plan.missing.covariates == "refuse":
            who = ", ".join(ids[row] for row in np.flatnonzero(gone)[:SHOWN])
            reason = _("“%(name)s” is missing for %(count)d schools (%(who)s…); the plan refuses that.")
            raise Unreadable(reason % {"name": name, "count": int(gone.sum()), "who": who})
        if gone.all():
            raise Unreadable(_("“%(name)s” is missing for every school.") % {"name": name})
        filled[name] = np.where(gone, values[~gone].mean(), values)
        if not any((filled[other] == gone).all() for other in indicators):  # one is enough for columns missing together
            filled[f"{name}=missing"] = gone.astype(np.float64)
            indicators.append(f"{name}=missing")
    return filled, tuple(indicators)


def _missing(
    numeric: Mapping[str, tables.Numbers],
    given: Mapping[str, Floats],
    treat: Bools,
    categories: Mapping[str, Sequence[str]],
    labels: Mapping[str, Sequence[str]],
) -> list[dict[str, Any]]:
    """For each covariate that is not there for everybody: how often, in which arm, and why (whole file)."""
    found = []
    for name, one in numeric.items():
        gone = np.isnan(given[name])
        if one.missing:
            counts = {"treated": int(gone[treat].sum()), "others": int(gone[~treat].sum())}
            found.append({"column": name, **counts, "reasons": dict(one.missing)})
    for name, column in categories.items():
        without = np.array([one == UNKNOWN for one in labels[name]])
        if "" in column:
            counts = {"treated": int(without[treat].sum()), "others": int(without[~treat].sum())}
            found.append({"column": name, **counts, "reasons": {_("no category given"): list(column).count("")}})
    return found
