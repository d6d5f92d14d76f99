"""What each person can expect at each stage, in a sentence or two: one page for a role, from the review's own dates."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trigpoint.programmes.enums import StageKind
from trigpoint.reviews.enums import Part
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.queries.stages import Step
from trigpoint.ui import dates
from trigpoint.ui.panels import Tab, tabs

HEAD, LEADER, STAFF, GOVERNOR, CHAMPION = "head", "leader", "staff", "governor", "champion"
LEAD, REVIEWER, FACILITATOR, OVERSIGHT = "lead", "reviewer", "facilitator", "oversight"

AUDIENCE: dict[Part, str] = {
    Part.HOST_HEAD: HEAD,
    Part.HOST_LEADER: LEADER,
    Part.HOST_STAFF: STAFF,
    Part.HOST_GOVERNOR: GOVERNOR,
    Part.HOST_CHAMPION: CHAMPION,
    Part.LEAD: LEAD,
    Part.REVIEWER: REVIEWER,
    Part.FACILITATOR: FACILITATOR,
    Part.PARTNERSHIP_LEAD: OVERSIGHT,
}

WORDS: dict[str, dict[str, Promise]] = {
    StageKind.SELF_EVALUATION: {
        HEAD: _("With your leaders, say for each aspect where you stand, on what evidence, and how you know."),
        LEADER: _("Add what you know to the self-evaluation: position, evidence, how you know."),
        LEAD: _("Nothing yet: the school writes how it sees itself, and releases it to you."),
        OVERSIGHT: _("The school writes how it sees itself. You see that it is done, not what it says."),
    },
    StageKind.DATA_PACK: {
        HEAD: _(
            "Release the pack to the named team: recent data, self-evaluation, improvement plan. You see who looks."
        ),
        LEAD: _("Read the pack, and note what you would like to ask."),
        REVIEWER: _("Read the pack once the school releases it. It closes some time after the visit."),
        OVERSIGHT: _("The pack can be released once every school of the team has signed both agreements."),
    },
    StageKind.MEETING_1: {
        HEAD: _(
            "Tell your school's story. Agree the focus, lines of enquiry, and who is not available for observation."
        ),
        LEAD: _("Hear the school's story. Agree the focus, the lines of enquiry and how the visit runs."),
        REVIEWER: _("Nothing to do: the lead and the head agree the focus, and you will read it."),
    },
    StageKind.MEETING_2: {
        HEAD: _("You may join for the start: a room, a timetable, and who meets whom."),
        LEAD: _("Brief the team, and agree who looks at what."),
        REVIEWER: _("Hear the focus, and take the aspects and activities that you will look at."),
    },
    StageKind.VISIT: {
        HEAD: _("Open doors. Your leaders may observe together with a reviewer. There are no grades."),
        LEADER: _("You may be asked to observe together with a reviewer, or to talk about your work."),
        STAFF: _("A reviewer may come in or ask to talk. It is about the school, not about you; nobody is graded."),
        GOVERNOR: _("The team may ask to talk with governors. It is about the school; there are no grades."),
        CHAMPION: _("You may be asked to observe together with a reviewer, or to talk about your work."),
        LEAD: _("Keep the timetable, and see where the evidence is thin."),
        REVIEWER: _("Note what you see and hear, no names, and tag each note to its aspects."),
    },
    StageKind.TEAM_MEETING: {
        LEAD: _("Each proposes first, unseen by the others; then agree a position for each aspect, with its evidence."),
        REVIEWER: _("Propose your own view first; then agree with the team, on the evidence."),
    },
    StageKind.FEEDBACK: {
        HEAD: _("Hear in short what the team saw, the same day."),
        LEAD: _("Tell the head in short what the team saw."),
    },
    StageKind.PROFILE: {
        HEAD: _("Check the facts, and reply if you wish. No answer counts as agreed. Then the profile is yours."),
        LEADER: _("Read the profile with your head."),
        GOVERNOR: _("Read the profile if your head shares it."),
        LEAD: _("Write the profile from what the team agreed, have the facts checked, release it."),
        REVIEWER: _("Help the lead to get it right. The profile belongs to the school."),
        FACILITATOR: _("Read the profile before the workshop."),
    },
    StageKind.WORKSHOP: {
        HEAD: _("Bring your leaders and whom else you choose. Find causes, decide what to change."),
        LEADER: _("Take part: find causes, weigh options, decide."),
        STAFF: _("You may be invited: what you know of the causes counts."),
        GOVERNOR: _("You may be invited: what you know of the school counts."),
        CHAMPION: _("Take part: you will drive the plan at home. Somebody from another school leads the workshop."),
        LEAD: _("Come with your whole team; say what you saw, and leave the deciding to the school."),
        REVIEWER: _("Come, and say what you saw. If you can't, say why."),
        FACILITATOR: _("Lead the workshop: strengths first, then causes, options, decisions."),
        OVERSIGHT: _("You see whether it took place, and when."),
    },
    StageKind.PLAN: {
        HEAD: _("Agree the plan: who does what by when, how you will know, and who is told what."),
        LEADER: _("Take on your part of the plan, with a date and a measure."),
        STAFF: _("Some actions may be yours: you see those and can say how they go."),
        GOVERNOR: _("Read the plan, and ask how it goes."),
        CHAMPION: _("Drive the plan at home: keep the actions moving, and note what changes."),
        FACILITATOR: _("Help to write the plan until the school agrees it."),
        OVERSIGHT: _("You see what support the school asks for, not the plan itself."),
    },
    StageKind.PROCESS_FEEDBACK: {
        HEAD: _("Say how the review went, or that you would rather not. Two minutes."),
        LEADER: _("Say how the review went. Two minutes."),
    },
    StageKind.IMPACT_REVIEW: {
        HEAD: _("Look at what has changed for pupils, action by action."),
        LEADER: _("Bring the latest figures for your actions."),
        CHAMPION: _("Bring the latest figures, action by action."),
        LEAD: _("You may be asked to look again with the school."),
        FACILITATOR: _("You may be asked to look again with the school."),
    },
}


def audiences(scene: Scene) -> list[str]:
    """As whom the person reads, the nearest part first."""
    return list(dict.fromkeys(AUDIENCE[part] for part in Part if part in scene.parts and part in AUDIENCE))


def words(step: Step, readers: Iterable[str]) -> str:
    """What the readers can expect at the stage; "" when it does not concern them."""
    said = WORDS.get(step.kind, {})
    return " ".join(str(said[reader]) for reader in readers if reader in said)


def stages(scene: Scene, steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Each stage that concerns the person, with its date and what to expect."""
    readers = audiences(scene)
    return [
        {
            "title": step.title,
            "date": dates.span(step.due_on, step.ends_on),
            "done": step.is_done,
            "late": step.is_late(scene.on),
            "words": said,
        }
        for step in steps
        if (said := words(step, readers))
    ]


def next_for(scene: Scene, steps: Iterable[Step]) -> dict[str, Any] | None:
    """The first stage that is not done and concerns the person, with the page where it is done if they may open it."""
    readers = audiences(scene)
    for step in steps:
        if not step.is_done and (said := words(step, readers)):
            day = scene.on if step.due_on <= scene.on <= step.ends_on else step.due_on
            tab = _page(step, scene)
            return {
                "title": step.title,
                "words": said,
                "date": dates.long(day),
                "away": dates.away(day, today=scene.on),
                "late": step.is_late(scene.on),
                "page": tab.label if tab else "",
                "href": reverse(tab.url_name, args=[scene.review.pk]) if tab else "",
            }
    return None


OWN_PAGES: dict[str, str] = {
    StageKind.DATA_PACK: "reviews:pack",
    StageKind.MEETING_1: "reviews:focus",
    StageKind.MEETING_2: "reviews:briefing",
    StageKind.VISIT: "reviews:timetable",
}


def _page(step: Step, scene: Scene) -> Tab | None:
    """The tab of the stage among those that the person is shown: ours by name, another context's named like the stage."""
    wanted = OWN_PAGES.get(step.kind, f":{step.kind}")
    return next((tab for tab in tabs("review", scene) if tab.url_name.endswith(wanted)), None)
