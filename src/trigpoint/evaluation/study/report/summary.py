"""From the question to the answer, in sentences that somebody reads between two lessons."""

from collections.abc import Iterator

from trigpoint.evaluation.study.plan import Plan
from trigpoint.evaluation.study.report.blocks import Answer, Numbers
from trigpoint.evaluation.study.words import gettext as _

RARE = 0.05
"""What chance alone gives less often than this is called rare, whatever the level of the plan's intervals."""


def answer(plan: Plan, n: Numbers) -> Answer:
    """The answer in short; that there is none, where there is none."""
    if not plan.estimates:
        return Answer(_("The answer in short"), tuple(_not_estimated(plan, n)))
    return Answer(_("The answer in short"), tuple(_estimated(plan, n)))


def _not_estimated(plan: Plan, n: Numbers) -> Iterator[str]:
    yield headline(plan, n)
    yield why_not(plan)
    yield _(
        "What schools did, and how they found it, can be told all the same. Nothing below is evidence that pupils gained "
        "or did not gain."
    )


def why_not(plan: Plan) -> str:
    """Why there is no estimate."""
    without = [str(year) for year in plan.outcome.post if year in plan.outcome.no_tests]
    said = []
    if without:
        years = (
            without[0]
            if len(without) == 1
            else _("%(first)s and %(last)s") % {"first": ", ".join(without[:-1]), "last": without[-1]}
        )
        said.append(_("There were no tests, or no published results, in %(years)s.") % {"years": years})
    if plan.question.why:
        said.append(plan.question.why)
    return " ".join(said)


def _estimated(plan: Plan, n: Numbers) -> Iterator[str]:
    yield headline(plan, n)
    if n.at(f"/designs/{plan.primary}/verdict") == "fails":
        yield _(
            "Don't rely on this: the two groups of schools were not alike enough. The largest difference between them is "
            "%(worst)s standard deviations, and the plan's limit was %(stop)s."
        ) % {"worst": n.fixed(f"/designs/{plan.primary}/worst", 2), "stop": n.fixed("/plan/balance/stop", 2)}
    yield _sure(plan, n)
    yield _rests_on(plan, n)
    yield from _before(n)
    yield from _groups(plan, n)
    yield from _limits(plan, n)


def headline(plan: Plan, n: Numbers) -> str:
    """The answer in one sentence."""
    if not plan.estimates:
        return _("Impact can't be estimated. This report says nothing about whether pupils gained.")
    key = f"/effects/{plan.primary}"
    said = {"pupils": plan.question.pupils, "programme": plan.question.programme, "outcome": plan.outcome.name}
    said["pupils"] = said["pupils"][:1].upper() + said["pupils"][1:]
    months = n.at(f"{key}/months/estimate")
    if months is None:
        return _points(plan, n, said)
    said["months"] = n.months(key)
    if months > 0:
        return (
            _(
                "%(pupils)s in schools of %(programme)s made %(months)s more progress in %(outcome)s than those in similar "
                "schools."
            )
            % said
        )
    if months < 0:
        return _(
            "%(pupils)s in schools of %(programme)s made %(months)s less progress in %(outcome)s than those in similar "
            "schools."
        ) % {**said, "months": n.months(key, sign=-1)}
    return (
        _(
            "%(pupils)s in schools of %(programme)s made neither more nor less progress in %(outcome)s than those in similar "
            "schools: %(months)s."
        )
        % said
    )


def _points(plan: Plan, n: Numbers, said: dict[str, str]) -> str:
    said |= {"effect": n.fixed(f"/specifications/{plan.primary}/estimate"), "unit": plan.outcome.unit}
    said["interval"] = _interval(plan, n)
    if plan.outcome.is_cross_section:
        sentence = _(
            "%(outcome)s in schools of %(programme)s differs from that in similar schools by %(effect)s %(unit)s (%(interval)s)."
        )
    else:
        sentence = _(
            "Against similar schools, %(outcome)s in schools of %(programme)s changed by %(effect)s %(unit)s (%(interval)s)."
        )
    text = sentence % said
    return text[:1].upper() + text[1:]


def _interval(plan: Plan, n: Numbers) -> str:
    key = f"/specifications/{plan.primary}/ci"
    return _("%(low)s to %(high)s") % {"low": n.fixed(f"{key}/0"), "high": n.fixed(f"{key}/1")}


def _sure(plan: Plan, n: Numbers) -> str:
    key = f"/specifications/{plan.primary}"
    low, high = n.at(f"{key}/ci/0"), n.at(f"{key}/ci/1")
    said = {
        "interval": _interval(plan, n),
        "unit": plan.outcome.unit,
        "p": n.p_said(f"{key}/p"),
        "effect": n.fixed(f"{key}/estimate"),
    }
    if low is None or high is None:
        return _("How sure that is can't be said: there are too few partnerships.")
    if low <= 0 <= high:
        return (
            _(
                "It can't be told from no effect: the estimate is %(effect)s %(unit)s, and anything from %(interval)s would fit "
                "what was seen (%(p)s)."
            )
            % said
        )
    if (n.at(f"{key}/p") or 0) >= RARE:
        return (
            _("The estimate is %(effect)s %(unit)s; effects from %(interval)s would fit what was seen (%(p)s).") % said
        )
    return (
        _(
            "The estimate is %(effect)s %(unit)s; effects from %(interval)s would fit what was seen. If there were no effect, a "
            "difference as large as this would be rare (%(p)s)."
        )
        % said
    )


def _rests_on(plan: Plan, n: Numbers) -> str:
    key = f"/estimates/{plan.primary}"
    said = {
        "treated": n.count(f"{key}/effect/n_treated"),
        "others": n.count(f"{key}/effect/n_control"),
        "clusters": n.count(f"{key}/treated_clusters"),
    }
    if plan.columns.cluster:
        return (
            _(
                "It rests on %(treated)s schools of the programme in %(clusters)s partnerships and on %(others)s schools like "
                "them that did not take part."
            )
            % said
        )
    return (
        _(
            "It rests on %(treated)s schools of the programme and on %(others)s schools like them that did not take part."
        )
        % said
    )


def _before(n: Numbers) -> Iterator[str]:
    p = n.at("/checks/event/pretrend/p")
    if p is None:
        return
    said = {"p": n.p_said("/checks/event/pretrend/p")}
    if p < RARE:
        yield (
            _(
                "Before the programme began the two groups were already drifting apart (%(p)s), so a part of this may have "
                "come about without it."
            )
            % said
        )
    else:
        yield (
            _(
                "In the years before the programme began, nothing shows that the two groups moved apart (%(p)s; such tests are "
                "often too weak to show it)."
            )
            % said
        )


def _groups(plan: Plan, n: Numbers) -> Iterator[str]:
    for name in plan.outcome.subgroups:
        key = f"/estimates/{plan.primary}/subgroups/{name}"
        if n.at(f"{key}/effect/low") is None:
            continue
        said = {
            "name": name,
            "effect": n.with_interval(f"{key}/effect"),
            "unit": plan.outcome.unit,
            "gap": n.with_interval(f"{key}/gap"),
        }
        yield (
            _(
                "For pupils in the group “%(name)s” the estimate is %(effect)s %(unit)s; the gap to other pupils changed by "
                "%(gap)s, where less than zero means that it narrowed."
            )
            % said
        )


def _limits(plan: Plan, n: Numbers) -> Iterator[str]:
    yield _(
        "Schools chose to take part; nobody drew lots. What made them choose, and nobody measured, may explain a part of "
        "the difference."
    )
    breakdown = n.at("/checks/hidden_trend/breakdown")
    if breakdown is not None and 0 < breakdown < 1:
        yield _(
            "A hidden difference in trends of only %(times)s times the largest step seen before the start would, each year, be "
            "enough to bring the interval down to zero."
        ) % {"times": n.fixed("/checks/hidden_trend/breakdown", 1)}
    elif breakdown:
        yield _(
            "To bring the interval down to zero, a hidden difference in trends would have to be %(times)s times as large "
            "each year as the largest step seen before the start."
        ) % {"times": n.fixed("/checks/hidden_trend/breakdown", 1)}
