"""The profile: what it says, where it stands, who reads it."""

import datetime as dt
from typing import Any

from trigpoint.findings.queries import outputs, positions, printed
from trigpoint.findings.queries import profile as profiles
from trigpoint.findings.queries.judging import judging
from trigpoint.findings.queries.outputs import Output
from trigpoint.findings.queries.printed import Printed, PrintedAspect, PrintedSection
from trigpoint.findings.queries.profile import Standing
from trigpoint.findings.rules import retention, settling, visibility
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.reviews.queries.scene import Part, Scene
from trigpoint.ui import dates


def seen_by(scene: Scene, standing: Standing) -> str:
    """Who reads the profile now."""
    output = outputs.of(scene.model)
    if not standing.is_released:
        if standing.is_checked_for_facts(scene.on) and output is not None and output.checked:
            return _("Seen by the {head} of the {school}, the {review_team}, and the programme before it is released.")
        if standing.state == "fact_check":
            return _("Seen by the {head} of the {school} and the {review_team}, until it is released.")
        return _("Seen by the {review_team} only, until it goes to the {school} for a check of facts.")
    if output is not None and output.readers is not None:
        return _named_readers(scene, standing, output)
    programme = scene.review.programme
    others = [
        (standing.governors or programme.governors_see_profile, _("the governors")),
        (standing.staff, _("all staff of the {school}")),
        (standing.partnership_lead or programme.lead_sees_profile, _("the {partnership_lead}")),
    ]
    named = ", ".join(str(name) for shared, name in others if shared)
    if named:
        words = _("Seen by the {school}'s leaders, the {review_team}, the {workshop}'s {facilitator}, and %(others)s.")
        return words % {"others": named}
    return _(
        "Seen by the {school}'s leaders, the {review_team} and the {workshop}'s {facilitator}. The {head} may share it."
    )


def _named_readers(scene: Scene, standing: Standing, output: Output) -> str:
    """Those whom the model names, in its words; the owner may have added their own school."""
    names = [scene.model.part_label(part) for part in Part if part in (output.readers or ())]
    names += [_("all staff of the {school}")] if standing.staff else []
    names += [_("the governors")] if standing.governors else []
    return _("Seen by: %(names)s. Nobody else, unless the {school} shows it to them.") % {"names": ", ".join(names)}


def page(scene: Scene, standing: Standing) -> dict[str, Any]:
    """The profile as everybody reads it who may."""
    row = profiles.profile(scene.review) if standing.state else None
    said = printed.printed(scene, row)
    output = outputs.of(scene.model)
    may_release = settling.may_release(
        scene,
        answered=standing.answered,
        answer_by=standing.answer_by,
        released_by=output.released_by if output else Part.LEAD,
    )
    return {
        "scene": scene,
        "standing": standing,
        "seen_by": seen_by(scene, standing),
        "said": said,
        "title": said.title or _("What the team saw"),
        "name": scene.model.word("profile"),
        "sections": parts(said),
        "aspects": [entry(aspect, said) for aspect in said.aspects],
        "lists": by_list(said),
        "output": output,
        "each_for_itself": each_for_itself(scene),
        "may_reply": output is not None and output.reply,
        "may_release": bool(may_release),
        "may_check": bool(settling.may_check_quality(scene, output, standing)),
        "visit": f"{dates.span(said.visit_starts_on, said.visit_ends_on)} {said.visit_ends_on.year}",
        "reply": profiles.reply(scene.review),
        "released_on": dates.long(standing.released_at) if standing.released_at else "",
        "answer_by": dates.long(standing.answer_by) if standing.answer_by else "",
        "may_lead": bool(settling.may_lead(scene)),
        "may_answer": bool(settling.may_answer(scene)),
        "may_see_looks": bool(visibility.may_see_looks(scene)) and standing.is_released,
        "may_see_kept": output is not None
        and output.kept_days is not None
        and standing.is_released
        and scene.plays(*retention.LEADERS),
        "may_compare": bool(visibility.may_compare(scene, standing)),
        "corrections": [
            {"row": row, "aspect": scene.tree.aspects[row.aspect].name} for row in profiles.corrections(scene.review)
        ]
        if _sees_corrections(scene)
        else [],
    }


def _sees_corrections(scene: Scene) -> bool:
    hidden = profiles.is_known_released(scene)
    return bool(visibility.may_see_positions(scene, released=hidden)) or bool(settling.may_answer(scene))


def parts(said: Printed) -> list[PrintedSection]:
    """The sections in their order; a profile that was released before models had sections has the usual ones."""
    return list(said.sections) or [
        PrintedSection(source=section.source, title="", text="", blocks=()) for section in outputs.USUAL
    ]


def entry(aspect: PrintedAspect, said: Printed) -> dict[str, Any]:
    """One aspect, its citations in words."""
    return {
        "aspect": aspect,
        "school": own(aspect, said),
        "citations": [citation(one) for one in aspect.citations],
        "estimate": "" if aspect.statements else aspect.level,
        "lists": lists(aspect),
        "with_the_school": with_the_school(aspect),
    }


def lists(aspect: PrintedAspect) -> list[dict[str, Any]]:
    """The points of each list that has any, each with what it rests on."""
    return [
        {
            "label": each.label,
            "points": [
                {"text": point.text, "rests_on": "; ".join(citation(one) for one in point.citations)}
                for point in each.points
            ],
        }
        for each in aspect.lists
        if each.points
    ]


def by_list(said: Printed) -> list[dict[str, Any]]:
    """All points of one list together, each with the name of its aspect: for a section that prints the lists alone."""
    labels = dict.fromkeys(each.label for aspect in said.aspects for each in aspect.lists)
    return [
        {
            "label": label,
            "points": [
                {"text": point.text, "rests_on": aspect.name}
                for aspect in said.aspects
                for each in aspect.lists
                if each.label == label
                for point in each.points
            ],
        }
        for label in labels
    ]


def with_the_school(aspect: PrintedAspect) -> str:
    """Whether the school sees it so, where it was asked."""
    if aspect.school_agrees is None:
        return ""
    if aspect.school_agrees:
        return _("Agreed with the {school}.")
    return _("The {school} sees it otherwise: %(text)s") % {"text": aspect.school_otherwise}


def quality(scene: Scene, standing: Standing) -> dict[str, Any]:
    """The profile as the programme looks at it, and what it said last."""
    found = profiles.checked(scene.review, standing, versions(scene))
    said = ""
    if found is not None:
        words = _("%(name)s passed it on %(day)s.") if found.passed else _("%(name)s asked for a change on %(day)s: ")
        said = words % {"name": found.checked_by, "day": dates.long(found.checked_at)} + found.text
        if not found.holds:
            said += " " + _("It has changed since.")
    return {"checked": found, "checked_said": said}


def citation(one: printed.Cited) -> str:
    """ "Lesson observation: 7 notes, 2 December 2026"."""
    words = ngettext("%(kind)s: %(count)d note, %(day)s", "%(kind)s: %(count)d notes, %(day)s", one.count)
    return words % {"kind": one.kind, "count": one.count, "day": dates.long(one.day)}


def closed(scene: Scene, standing: Standing) -> dict[str, Any]:
    return {
        "scene": scene,
        "standing": standing,
        "seen_by": seen_by(scene, standing),
        "name": scene.model.word("profile"),
    }


def versions(scene: Scene) -> dict[str, int]:
    """The versions of the positions that the release page shows."""
    return {code: said.version for code, said in positions.agreed(scene.review).items()}


def document(scene: Scene, standing: Standing) -> tuple[Printed, dict[str, Any]]:
    """What PDF and Word print."""
    row = profiles.profile(scene.review) if standing.state else None
    said = printed.printed(scene, row)
    reply = profiles.reply(scene.review)
    draft = "" if standing.is_released else _("Draft: not released")
    output = outputs.of(scene.model)
    visit = f"{dates.span(said.visit_starts_on, said.visit_ends_on)} {said.visit_ends_on.year}"
    return said, {
        "title": _("%(title)s: %(school)s") % {"title": said.title, "school": said.school}
        if said.title
        else _("{Profile} of %(school)s") % {"school": said.school},
        "subtitle": _("Peer review in %(partnership)s, visit on %(visit)s")
        % {"partnership": said.partnership, "visit": visit},
        "foot": draft or _("Belongs to the {school}: its {head} decides who else reads it."),
        "draft": draft,
        "name": scene.model.word("profile"),
        "facts": [
            [_("School"), said.school],
            [_("{Partnership}"), said.partnership],
            [_("Visit"), visit],
            [_("{Review_team}"), "; ".join(said.team)],
            [_("Framework"), said.framework],
            *([[_("Released"), dates.long(standing.released_at)]] if standing.released_at else []),
        ],
        "about": about(scene, said),
        "priority": said.priority,
        "priority_aspect": said.priority_aspect,
        "aspects": [printed_aspect(aspect, said) for aspect in said.aspects],
        "lists": by_list(said),
        "sections": [
            {
                "source": section.source,
                "title": section.title,
                "text": section.text,
                "blocks": [
                    {"title": block.title, "entries": [[each.label, each.text] for each in block.entries]}
                    for block in section.blocks
                ],
            }
            for section in parts(said)
            if section.source != "reply" or output is None or output.reply
        ],
        "reply": reply.text if reply else "",
        "reply_by": _signed(reply.replied_by.name, reply.replied_at) if reply else "",
        "words": words(),
    }


def about(scene: Scene, said: Printed) -> str:
    """What a profile is, and is not."""
    if any(aspect.statements for aspect in said.aspects) or judging(scene.model, scene.tree).statements:
        return _(
            "{Statements} that fit are printed under each {aspect}, with what they rest on. {Aspects} stand each for itself: "
            "there is no grade for the {school}. A citation shows kind of evidence, number of notes and day."
        )
    return each_for_itself(scene)


def each_for_itself(scene: Scene) -> str:
    """That nothing is joined, in the model's words."""
    words = _(
        "Each %(aspect)s stands for itself: there is no grade for the {school}. A citation shows kind of evidence, "
        "number of notes and day."
    )
    return words % {"aspect": scene.model.word("aspect")}


def printed_aspect(aspect: PrintedAspect, said: Printed) -> dict[str, Any]:
    """One aspect as texts alone."""
    return {
        "name": aspect.name,
        "theme": aspect.theme,
        "question": aspect.question,
        "statements": [f"{one.level}: {one.text}" for one in aspect.statements],
        "level": aspect.level if aspect.statements else "",
        "estimate": "" if aspect.statements else aspect.level,
        "strength": aspect.strength,
        "lists": lists(aspect),
        "agreement": with_the_school(aspect),
        "not_enough": _("There was not enough evidence to say.") if aspect.not_enough_evidence else "",
        "commentary": aspect.commentary,
        "reason": aspect.reason,
        "citations": [citation(one) for one in aspect.citations],
        "school": own(aspect, said),
        "school_statements": [f"{one.level}: {one.text}" for one in aspect.school_statements],
    }


def own(aspect: PrintedAspect, said: Printed) -> str:
    """How the school sees itself in this aspect, in a sentence; in its own words where the review has no levels."""
    if aspect.school_level:
        return _("The {school} puts itself at %(level)s.") % {"level": aspect.school_level}
    if aspect.school_statements:
        return _("The {school} says that these fit it:")
    if not said.levels and aspect.school_evidence:
        return aspect.school_evidence
    return _("The {school} gave no {position} of its own.")


def words() -> dict[str, str]:
    """Headings that a template of a document prints."""
    return {
        "priority": _("What to improve first"),
        "from_aspect": _("From"),
        "evidence": _("It rests on"),
        "school": _("How the {school} sees itself"),
        "reply": _("The {school}'s reply"),
        "level": _("The team places this {aspect} at"),
        "estimate": _("Estimate"),
        "strength": _("Strength of the evidence"),
        "thin": _("On few kinds or people, because"),
    }


def _signed(name: str, at: dt.datetime) -> str:
    return f"{name}, {dates.long(at)}"
