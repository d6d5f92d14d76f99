"""Who may open, build, run and take away: evaluators, for a purpose and until a date; the programme's staff look on."""

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no, only_if
from trigpoint.evaluation.queries.scope import View


def may_grant(view: View) -> Decision:
    """The programme's staff say who may look, what for and until when."""
    return only_if(view.is_staff, _("The programme's staff say which evaluator may look, and until when."))


def may_read(view: View) -> Decision:
    """Evaluators with a grant of today, and the programme's staff."""
    return YES if view.is_staff else _with_access(view)


def may_work(view: View) -> Decision:
    """Evaluators with a grant of today: plans, surveys, coding, runs. A study stays independent of who runs the programme."""
    if view.grant is not None:
        return YES
    if view.is_staff and not view.is_evaluator:
        return no(_("A study is built and run by its evaluators. The programme's staff can read it."))
    return _with_access(view)


def _with_access(view: View) -> Decision:
    return only_if(
        view.grant is not None,
        _(
            "You are an evaluator of this programme, but nothing is open to you today. Ask the programme's staff: they "
            "give access for a purpose and until a date."
        ),
    )


def may_change_plan(view: View) -> Decision:
    """Until it is locked."""
    if not (decision := may_work(view)):
        return decision
    return only_if(
        not view.the_study.is_locked,
        _("The plan is locked. What is done otherwise is recorded as a departure, and the report prints it."),
    )


def may_take_away(view: View) -> Decision:
    """Downloads are for evaluators with a grant: each is kept with its purpose."""
    return may_work(view)
