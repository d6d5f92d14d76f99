"""Tables of what was found: T1, T5 to T9, T11, T12, and the worksheet for those who rate the evidence."""

from trigpoint.evaluation.study import effects
from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.report.blocks import NOTHING, Numbers, Table, part
from trigpoint.evaluation.study.report.who import method
from trigpoint.evaluation.study.words import gettext as _


def level(plan: Plan) -> str:
    return f"{100 * plan.analysis.level:g}%"


def impact(plan: Plan, n: Numbers) -> Table:
    """T1. What people perceived has no place here."""
    band = n.text("/process/cost_band")
    rows = [
        _impact_row(plan, n, plan.outcome.name, f"/estimates/{plan.primary}/effect", f"/effects/{plan.primary}", band)
    ]
    for name in plan.outcome.subgroups:
        label = f"{plan.outcome.name}: {name}"
        key = f"/estimates/{plan.primary}/subgroups/{name}/effect"
        rows.append(_impact_row(plan, n, label, key, f"/subgroup_effects/{name}", NOTHING))
    said = {"level": level(plan), "unit": plan.outcome.unit}
    first = _("Effect size (%(level)s interval)") if plan.effect.sd else _("Effect in %(unit)s (%(level)s interval)")
    return Table(
        code="T1",
        caption=_("The impact in short"),
        head=(
            _("Outcome"),
            first % said,
            _("Months (those of the interval)"),
            _("Schools: programme"),
            _("Schools: comparison"),
            _("p"),
            _("Cost band"),
        ),
        rows=tuple(rows),
        note=_months_note(plan),
        words=frozenset({0, 6}),
    )


def _impact_row(plan: Plan, n: Numbers, label: str, key: str, size: str, band: str) -> tuple[str, ...]:  # noqa: PLR0917 - a row
    effect = n.with_interval(size, 2, of="g") if plan.effect.sd else n.with_interval(key)
    treated, others = n.count(f"{key}/n_treated"), n.count(f"{key}/n_control")
    return (label, effect, n.months(size), treated, others, n.p(f"{key}/p"), band)


def _months_note(plan: Plan) -> str:
    if plan.effect.sd is None:
        return _("No effect size and no months: the plan names no standard deviation to divide by.")
    said = {"sd": f"{plan.effect.sd:g}", "source": plan.effect.sd_source}
    if plan.effect.sd_level != "pupil":
        return (
            _(
                "Effect sizes are divided by %(sd)s, an SD of schools' means (%(source)s): they can't be turned into months."
            )
            % said
        )
    table = effects.months_table(plan.effect.months)
    said |= {"table": table.name, "version": table.version}
    text = (
        _(
            "Effect sizes are divided by %(sd)s, the SD of pupils (%(source)s). Months are by the table “%(table)s”, version "
            "%(version)s, and never stand without their interval."
        )
        % said
    )
    return text if table.confirmed else f"{text} {table.note}"


def means(plan: Plan, n: Numbers) -> Table | None:
    years = n.at("/checks/trend/years")
    if not years:
        return None
    names = {plan.outcome.column: plan.outcome.name} | {
        c: f"{plan.outcome.name}: {s}" for s, c in plan.outcome.subgroups.items()
    }
    head = [_("Year")]
    for name in names.values():
        head += [_("%(name)s, programme") % {"name": name}, _("%(name)s, comparison") % {"name": name}]
    rows = []
    for i, year in enumerate(years):
        when = str(year) if year in plan.outcome.pre else _("%(year)s (after)") % {"year": year}
        cells = [
            n.fixed(f"/checks/trend/by_column/{part(column)}/{arm}/{i}")
            for column in names
            for arm in ("treated", "others")
        ]
        rows.append((when, *cells))
    return Table(code="T5", caption=_("Means of the outcome by year and group"), head=tuple(head), rows=tuple(rows))


def primary(plan: Plan, n: Numbers) -> Table:
    key, size = f"/estimates/{plan.primary}/effect", f"/effects/{plan.primary}"
    kind = plan.analysis.inference
    rows = [
        (_("Effect (%(unit)s)") % {"unit": plan.outcome.unit}, n.fixed(f"{key}/estimate", 4)),
        (_("%(level)s interval") % {"level": level(plan)}, n.interval(key, 4)),
        (_("p, with %(kind)s") % {"kind": kind}, n.p(f"{key}/p")),
        (_("Degrees of freedom"), n.fixed(f"{key}/df", 1)),
        *(
            (_("Standard error %(kind)s") % {"kind": one}, n.fixed(f"{key}/se/{one}", 4))
            for one in ("CR0", "CR1", "CR2", "CR3")
        ),
        (_("Standard error if schools were independent"), n.fixed(f"{key}/se_unclustered/HC1", 4)),
    ]
    if n.at("/checks/bootstrap/p") is not None:
        rows.append(
            (
                _("p of the wild cluster bootstrap (%(draws)s draws)") % {"draws": n.count("/checks/bootstrap/draws")},
                _draws_p(n, "bootstrap"),
            )
        )
    if n.at("/checks/permutation/p") is not None:
        rows.append(
            (
                _("p of the permutation (%(draws)s draws)") % {"draws": n.count("/checks/permutation/draws")},
                _draws_p(n, "permutation"),
            )
        )
    rows += [
        (_("Effect size on pupils' SD"), _size(n, size) if plan.effect.sd_level == "pupil" else NOTHING),
        (_("Effect size on the SD of schools' means (for comparison alone, never months)"), _size(n, f"{size}/school")),
        (_("Smallest effect that could be detected (effect size)"), n.fixed("/worksheet/mdes/effect_size", 3)),
        (
            _("Variance between partnerships, before and after (ICC)"),
            f"{n.fixed('/checks/icc/pre/icc', 3)}; {n.fixed('/checks/icc/post/icc', 3)}",
        ),
    ]
    return Table(
        code="T6",
        caption=_("The primary analysis: %(name)s") % {"name": plan.primary},
        head=(_("What"), _("Figure")),
        rows=tuple(rows),
    )


def _draws_p(n: Numbers, check: str) -> str:
    """No share of draws is surer than one draw."""
    if n.at(f"/checks/{check}/p") == 0:
        return _("none of %(draws)s was as large") % {"draws": n.count(f"/checks/{check}/draws")}
    return n.p(f"/checks/{check}/p")


def _size(n: Numbers, key: str) -> str:
    return n.with_interval(key, of="g")


def groups(plan: Plan, n: Numbers) -> Table | None:
    rows = []
    for name in plan.outcome.subgroups:
        key = f"/estimates/{plan.primary}/subgroups/{name}"
        for label, at in ((_("%(name)s: effect"), "effect"), (_("%(name)s: gap to the others"), "gap")):
            cells = (
                n.with_interval(f"{key}/{at}"),
                n.p(f"{key}/{at}/p"),
                n.count(f"{key}/{at}/n_treated"),
                n.count(f"{key}/{at}/n_control"),
            )
            rows.append((label % {"name": name}, *cells))
    if not rows:
        return None
    return Table(
        code="T7",
        caption=_("Groups of pupils and gaps"),
        head=(
            _("Group"),
            _("Effect (%(level)s interval)") % {"level": level(plan)},
            _("p"),
            _("Programme"),
            _("Comparison"),
        ),
        rows=tuple(rows),
        note=_("The gap is the outcome of the others less that of the group; an effect below zero narrows it."),
    )


def events(plan: Plan, n: Numbers) -> Table | None:
    rows = []
    for i, row in enumerate(n.at("/checks/event/years") or ()):
        at = f"/checks/event/years/{i}"
        if row["year"] == n.at("/checks/event/reference"):
            rows.append(
                (
                    _("%(year)s (compared with)") % {"year": row["year"]},
                    n.fixed(f"{at}/estimate"),
                    NOTHING,
                    NOTHING,
                    NOTHING,
                )
            )
            continue
        band = n.interval(at, low="band_low", high="band_high")
        rows.append((str(row["year"]), n.fixed(f"{at}/estimate"), n.fixed(f"{at}/se"), n.interval(at), band))
    if not rows:
        return None
    pre = "/checks/event/pretrend"
    few = _("There are too few groups of schools to test the years before together.")
    note = few if len(plan.outcome.pre) > 1 else ""
    if n.at(pre):
        said = {
            "F": n.fixed(f"{pre}/F", 3),
            "df1": n.count(f"{pre}/df1"),
            "df2": n.count(f"{pre}/df2"),
            "p": n.p_said(f"{pre}/p"),
        }
        note = (
            _(
                "All years before together: F = %(F)s on %(df1)s and %(df2)s degrees of freedom, %(p)s. A test that finds "
                "nothing is no proof that there is nothing: it is often too weak."
            )
            % said
        )
    return Table(
        code="T8",
        caption=_("Leads and lags: each year against the last before the start"),
        head=(_("Year"), _("Difference"), _("Standard error"), _("Interval of this year"), _("Band of all years")),
        rows=tuple(rows),
        note=note,
    )


def robustness(plan: Plan, n: Numbers) -> Table:
    """Every specification by every estimator. One whose groups are not alike says so."""
    rows: list[tuple[str, ...]] = []
    for match in plan.matches:
        label = f"{match.name}: {method(match)}"
        if n.at(f"/specifications/{match.name}") is None:
            rows.append((_("%(label)s. Could not be run: see departures") % {"label": label}, *(NOTHING,) * 4))
            continue
        worst = f"/designs/{match.name}/worst"
        if n.at(f"/designs/{match.name}/verdict") == "fails":
            label = _("%(label)s. Its groups are not alike: don't rely on it") % {"label": label}
        rows.append(_estimate_row(n, label, f"/estimates/{match.name}/effect", n.fixed(worst, 2)))
        for key, words in (("adjusted", _("covariates held equal")), ("ancova", _("ANCOVA"))):
            at = f"/estimates/{match.name}/{key}"
            if n.at(at) is not None:
                rows.append(_estimate_row(n, _("%(name)s, %(how)s") % {"name": match.name, "how": words}, at, ""))
    for key, words in (
        ("entropy", _("entropy weights on all eligible schools")),
        ("drdid", _("doubly robust, on all eligible schools")),
        ("staggered", _("by year of joining, doubly robust, on all eligible schools")),
    ):
        if n.at(f"/checks/{key}"):
            rows.append(_estimate_row(n, words, f"/checks/{key}", ""))
    return Table(
        code="T9",
        caption=_("The same question, answered in other ways"),
        head=(
            _("How"),
            _("Largest difference (SD)"),
            _("Schools"),
            _("Effect (%(level)s interval)") % {"level": level(plan)},
            _("p"),
        ),
        rows=tuple(rows),
        note=_("Schools: programme / comparison. The largest difference is that between the groups after matching."),
    )


def _estimate_row(n: Numbers, label: str, at: str, worst: str) -> tuple[str, ...]:
    schools = f"{n.count(f'{at}/n_treated')} / {n.count(f'{at}/n_control')}"
    return (label, worst, schools, n.with_interval(at), n.p(f"{at}/p"))


def compliance(n: Numbers) -> Table | None:
    given = n.at("/checks/compliance/rows")
    if not given:
        return None
    rows = []
    for i, row in enumerate(given):
        at = f"/checks/compliance/rows/{i}"
        rows.append((row["name"], n.count(f"{at}/schools"), n.count(f"{at}/of"), n.percent(f"{at}/share")))
    return Table(
        code="T11",
        caption=_("Who did what the programme asks"),
        head=(_("Part"), _("Schools"), _("Of"), _("Share")),
        rows=tuple(rows),
    )


def cace(plan: Plan, n: Numbers) -> Table | None:
    key = "/checks/cace"
    if not n.at(key):
        return None
    rows = (
        (_("Effect on schools that did it (%(unit)s)") % {"unit": plan.outcome.unit}, n.with_interval(key)),
        (_("p"), n.p(f"{key}/p")),
        (_("Schools that did it"), n.count(f"{key}/compliers")),
        (_("How much recruitment raised doing it"), n.fixed(f"{key}/first_stage", 3)),
        (_("F of that first stage"), n.large(f"{key}/first_stage_F")),
    )
    return Table(
        code="T12",
        caption=_("The effect on schools that did what counts (CACE)"),
        head=(_("What"), _("Figure")),
        rows=rows,
        note=_(
            "In a matched study “assignment” is recruitment, which nobody drew by lot: this is the effect on those who took it "
            "up, not a randomised one. What counts: %(words)s"
        )
        % {"words": plan.compliance.words or NOTHING},
    )


def hidden_trend(n: Numbers) -> Table | None:
    given = n.at("/checks/hidden_trend/rows")
    if not given:
        return None
    rows = []
    for i in range(len(given)):
        at = f"/checks/hidden_trend/rows/{i}"
        rows.append((n.fixed(f"{at}/magnitude", 1), n.interval(at)))
    return Table(
        code="",
        caption=_("How large a hidden trend would have to be"),
        head=(_("Times the largest step before the start"), _("Interval of the effect")),
        rows=tuple(rows),
        note=_(
            "If the groups would have drifted apart by so much each year without the programme, the effect lies in this interval."
        ),
    )


def worksheet(plan: Plan, n: Numbers) -> list[Table]:
    """What reviewers look at. They award; we leave their columns empty."""
    sheet = effects.worksheet()
    no_sd, few = _("not known: no standard deviation is given"), _("not known: there are too few groups of schools")
    unknown = no_sd if plan.effect.sd is None else few
    rows = []
    for i, row in enumerate(n.at("/worksheet/criteria") or ()):
        at = f"/worksheet/criteria/{i}/figure"
        figure = (
            NOTHING if row["figure"] is None else n.percent(at) if row["criterion"] == "attrition" else n.fixed(at, 3)
        )
        rows.append((row["name"], figure, row["row"] or unknown, ""))
    made = [
        Table(
            code="",
            caption=_("Worksheet: what those who rate the evidence ask for"),
            head=(_("Criterion"), _("This study"), _("Row of their table"), _("Reviewers' own view")),
            rows=tuple(rows),
            note=_("A rating is awarded by two reviewers of the funder, never by this software. %(note)s")
            % {"note": sheet["note"]},
            words=frozenset({0, 2, 3}),
        )
    ]
    threats = n.at("/worksheet/threats")
    if threats:
        seen = tuple((one["name"], one["size"], one["direction"], one["why"], "") for one in threats)
        head = (_("Threat"), _("Size"), _("Direction"), _("Why"), _("Reviewers' own view"))
        made.append(
            Table(
                code="", caption=_("Threats as the authors see them"), head=head, rows=seen, words=frozenset(range(5))
            )
        )
    return made
