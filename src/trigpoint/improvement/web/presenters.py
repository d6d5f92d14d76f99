"""What the pages say."""

import datetime as dt
import itertools
from collections.abc import Mapping
from typing import Any

from trigpoint.access.roles import Place
from trigpoint.improvement.enums import Came, Choice, Progress, Sight
from trigpoint.improvement.rules import visibility
from trigpoint.improvement.web import forms
from trigpoint.people.queries import appointments
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.queries import partnerships, priorities
from trigpoint.reviews.queries import focus, stages
from trigpoint.reviews.queries.scene import Scene

TONE = {
    Progress.MET: "good",
    Progress.UNDER_WAY: "good",
    Progress.NOT_MET: "now",
    Progress.NO_EFFECT: "now",
    Progress.STOPPED: "quiet",
    Progress.NOT_STARTED: "quiet",
}
"""Where an action stands, as a tag: words first, the colour only underlines them."""


def base(scene: Scene) -> dict[str, Any]:
    """What every page about the review needs."""
    return {"scene": scene, "review": scene.review}


def aspects(scene: Scene) -> list[tuple[str, str]]:
    """Code and name of the aspects in focus; of all where no focus is agreed."""
    found = focus.looked_at(scene.review)
    return [(aspect.code, aspect.name) for aspect in found]


def workshop(scene: Scene, found: Any) -> dict[str, Any]:
    """The record: who was there, issues with causes and what was decided."""
    rows = list(found.attendances.all()) if found else []
    return base(scene) | {
        "workshop": found,
        "due_on": _due(scene, "workshop"),
        "came": [_who(row) for row in rows if row.came == Came.CAME],
        "absent": [(_who(row), row.absence_reason) for row in rows if row.came == Came.ABSENT],
        "invited": [_who(row) for row in rows if row.came == Came.INVITED],
        "issues": [_issue(scene, issue) for issue in found.issues.all()] if found else [],
        "seen_by": _("Seen by the {school}'s leaders, its Champion, the {facilitator} and the {review_team}."),
    }


def _who(row: Any) -> str:
    return f"{row.person.name} ({row.post})" if row.person else row.post


def _issue(scene: Scene, issue: Any) -> dict[str, Any]:
    return {
        "row": issue,
        "aspect": scene.tree.aspects[issue.aspect].name,
        "causes": list(issue.causes.all()),
        "options": list(issue.options.all()),
        "decided": [option for option in issue.options.all() if option.choice not in (Choice.OPEN, Choice.NO)],
    }


def issue(
    scene: Scene, row: Any, *, form: Any = None, cause_form: Any = None, option_form: Any = None, decision: Any = None
) -> dict[str, Any]:
    """One issue with its forms; those that were not posted are fresh."""
    decided_id, decision_form = decision or (None, None)
    return base(scene) | _issue(scene, row) | {
        "issue": row,
        "writing": bool(visibility.may_write_workshop(scene)),
        "form": form or forms.IssueForm(
            one=scene.model.word("aspect"), aspects=aspects(scene),
            initial={"text": row.text, "aspect": row.aspect, "version": row.version}
        ),
        "cause_form": cause_form or forms.CauseForm(),
        "option_form": option_form or forms.OptionForm(),
        "decisions": [
            (
                option,
                decision_form
                if option.pk == decided_id
                else forms.DecisionForm(
                    initial={"choice": option.choice, "version": option.version}, auto_id=f"id_{option.pk}_%s"
                ),
            )
            for option in row.options.all()
        ],
    }  # fmt: skip


def may_see_any(scene: Scene, found: Any) -> bool:
    """The plan, its requests for support, or an action of one's own."""
    return visibility.sight(scene) is not Sight.OWN or bool(found and found.seen)


def plan(scene: Scene, found: Any) -> dict[str, Any]:
    """The plan by issue, each action in one row with baseline, target and latest."""
    whole = bool(visibility.may_see_plan(scene))
    seen = found.seen if found else []
    groups = [
        {
            "issue": title,
            "aspect": scene.tree.aspects[code].name,
            "causes": sorted({action["row"].cause for action in rows if action["row"].cause}),
            "rows": rows,
        }
        for (code, title), rows in (
            (key, [_action(scene, row, found) for row in group])
            for key, group in itertools.groupby(seen, key=lambda row: (row.aspect, row.issue))
        )
    ]
    return base(scene) | {
        "plan": found,
        "after_workshop": scene.model.stage_of_kind("workshop") is not None,
        "whole": whole,
        "groups": groups,
        "support": [row for row in seen if row.support != "none"],
        "tellings": list(found.tellings.all()) if found and whole else [],
        "writing": bool(found and visibility.may_write_plan(scene, found.state)),
        "may_begin": bool(not found and visibility.may_write_plan(scene, "drafting")),
        "agreeing": bool(found and found.state == "drafting" and visibility.may_agree_plan(scene)),
        "impact_on": _due(scene, "impact_review"),
        "reviewing_impact": bool(
            found and found.state == "agreed" and visibility.may_report_progress(scene, own=False) and _open(scene)
        ),
        "seen_by": _seen_by(found),
    }


def _seen_by(found: Any) -> str:
    if found and found.state == "agreed":
        return _("Seen by the {school}'s leaders and governors, its Champion, the {facilitator} and the {review_team}.")
    return _(
        "Seen by the {school}'s leaders, governors and Champion, the {facilitator} and the {review_team} while it is written."
    )


def _action(scene: Scene, row: Any, found: Any) -> dict[str, Any]:
    own = row.owner_person_id == scene.hats.person_id
    return {
        "row": row,
        "tone": TONE[Progress(row.progress)],
        "late": row.due_on < scene.on and row.progress in (Progress.NOT_STARTED, Progress.UNDER_WAY),
        "reporting": found.state == "agreed" and bool(visibility.may_report_progress(scene, own=own)),
    }


def choices(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """What an action's lists offer."""
    staff = appointments.at_place(Place.SCHOOL, [scene.review.host_id], on=scene.on)
    people = {row.person_id: row.person.name for row in staff if row.network_id == scene.review.network_id}
    return {
        "aspect": aspects(scene),
        "owner_person_id": [(str(pk), name) for pk, name in people.items()],
        "priority_id": [(str(row.pk), row.text) for row in priorities.active(scene.review.programme_id)],
        "partner_id": [
            (str(school_id), name)
            for school_id, name in partnerships.member_schools(scene.review.partnership_id, on=scene.on)
            if school_id != scene.review.host_id
        ],
    }


def suggested(scene: Scene, given: Mapping[str, str]) -> dict[str, Any]:
    """What an action begins with when it comes from the workshop: nothing is typed twice."""
    offered = {name: given.get(name, "") for name in ("issue", "aspect", "cause", "text")}
    return {name: value[:500] for name, value in offered.items() if value} | {"serves_review_priority": True}


def values(planned: Any) -> dict[str, Any]:
    """An action's current values, for its forms."""
    names = (*forms.ActionForm.base_fields, *forms.ProgressForm.base_fields)
    return {name: getattr(planned, name) for name in names}


def _due(scene: Scene, kind: str) -> Any:
    return next((stage.due_on for stage in stages.stages(scene.review) if stage.kind == kind), None)


def _open(scene: Scene) -> bool:
    """Whether the impact review is near (four weeks) and not recorded yet."""
    step = next((stage for stage in stages.stages(scene.review) if stage.kind == "impact_review"), None)
    return step is not None and not step.is_done and step.due_on <= scene.on + dt.timedelta(weeks=4)
