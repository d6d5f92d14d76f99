"""A review model in words that a head would read."""

import math
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from trigpoint.access.roles import Role
from trigpoint.frameworks.queries import Tree
from trigpoint.programmes.language import sayings
from trigpoint.programmes.language.pieces import Output
from trigpoint.programmes.language.roles import RoleDefinition
from trigpoint.programmes.queries import review_models
from trigpoint.programmes.queries.review_models import Definition, ReviewModel
from trigpoint.programmes.web.presenters.pictures import when
from trigpoint.ui import dates

type Said = list[tuple[str, str]]

SUBJECTS = {
    "school": lazy("A school."),
    "trust": lazy("A trust."),
    "subject": lazy("One subject in a school."),
    "partnership": lazy("A partnership of schools."),
}
GROUPS = {
    "cluster": lazy("Schools stand together in a cluster."),
    "hub": lazy("Schools stand together in a hub."),
    "pair": lazy("Two schools stand together."),
    "triad": lazy("Three schools stand together."),
    "pool": lazy("Reviewers come from a pool."),
}
RECIPROCITY = {
    "all_give_and_take": lazy("All of them give and take."),
    "pair": lazy("Each visits the other."),
    "rotation": lazy("They visit in a round: A visits B, B visits C, C visits A."),
    "none": lazy("Nobody owes a visit in return."),
}
SIDES = {
    "host": lazy("With the school that is reviewed."),
    "team": lazy("On the review team."),
    "programme": lazy("With the programme."),
    "stakeholder": lazy("Of those for whom the school is there: an adult enters what they say."),
    "child": lazy("Pupils: an adult enters what they say, without names."),
}
STYLES = {
    "highlighted_statements": lazy("The team highlights the statements that fit."),
    "estimates": lazy("The team says where it sees each area: an estimate by peers."),
    "enquiry": lazy("The team answers questions with what it found, without words of judgement."),
    "narrative": lazy("The team tells what it saw, in words alone."),
}
PER = {
    "review": "",
    "site": lazy("one for each school visited"),
    "area": lazy("one for each area in focus"),
    "person": lazy("one for each person"),
}


def choices() -> list[tuple[str, str]]:
    """Published review models, for a form."""
    return [
        (str(model.pk), _("%(title)s, version %(version)s") % {"title": model.title, "version": model.version})
        for model in review_models.offered()
    ]


def by_key(found: Iterable[ReviewModel]) -> list[dict[str, Any]]:
    """Published models with their versions, the newest first."""
    models: dict[str, list[ReviewModel]] = {}
    for model in found:
        models.setdefault(model.key, []).append(model)
    return [
        {
            "key": key,
            "title": versions[0].title,
            "summary": versions[0].definition.get("summary", ""),
            "versions": versions,
        }
        for key, versions in models.items()
    ]


def words(model: Definition, tree: Tree, frameworks: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Everything that the model says, in cards: each a title, with what each sentence is about."""
    cards = (
        (_("What is reviewed, and by whom"), [*_about(model), *_people(model)]),
        (_("What it looks at and how it says what it finds"), [*_looks(model, tree, frameworks), *_says(model)]),
        (_("What people fill in"), _forms(model)),
        (_("What comes out, and who reads it"), [pair for output in model.outputs for pair in _output(output, model)]),
        (_("Afterwards"), _afterwards(model)),
        (_("What holds"), numbers(model)),
    )
    return [{"title": title, "said": said} for title, said in cards if said]


def groups(model: Definition) -> list[dict[str, Any]]:
    """The model's stages under its groups, each with who moves it on, when it is proposed, and what is to be known of it."""
    titles = {stage.key: stage.title for stage in model.stages}
    before: dict[str, str] = {}
    usual: dict[str, tuple[str, ...]] = {}
    for stage in model.stages:
        usual[stage.key] = (before[stage.strand],) if stage.strand in before else ()
        before[stage.strand] = stage.key
    return [
        {
            "title": title,
            "stages": [
                {
                    "key": stage.key,
                    "title": stage.title,
                    "owner": model.role_label(stage.owner_key),
                    "when": when(stage),
                    "intro": stage.intro,
                    "notes": list(_notes(model, stage, titles, usual[stage.key])),
                }
                for stage in model.stages
                if stage.group == key
            ],
        }
        for key, title in model.groups
    ]


def _notes(model: Definition, stage: Any, titles: dict[str, str], usual: tuple[str, ...]) -> Iterable[str]:
    if stage.strand and stage.strand in model.strand_by_key:
        yield _("in the strand “%(strand)s”") % {"strand": model.strand_by_key[stage.strand].title}
    if stage.optional:
        yield _("may be left out")
    if stage.repeatable:
        yield _("may take place more than once")
    if stage.lasts_days > 1:
        yield ngettext("lasts %(n)d day", "lasts %(n)d days", stage.lasts_days) % {"n": stage.lasts_days}
    if stage.after != usual and len(stage.after) > 1:
        yield _("begins when these are done: %(stages)s") % {"stages": _listed(titles.get(k, k) for k in stage.after)}
    for form in model.forms_of(stage):
        yield _("with the form “%(form)s”") % {"form": form.title}


def _about(model: Definition) -> Said:
    subject, n = model.subject, model.number
    text = str(SUBJECTS[subject.kind])
    if subject.has_sites:
        sites = _("%(least)d to %(most)d of its schools are visited.")
        text += " " + sites % {"least": subject.sites_min, "most": subject.sites_max}
    effective = model.effective
    partners = f"{GROUPS[model.grouping.kind]} {RECIPROCITY[model.grouping.reciprocity]}"
    least, most = n("partnership.min"), n("partnership.max")
    if least != most:
        partners += " " + _("%(least)d to %(most)d schools work best.") % {"least": least, "most": most}
    found = [(_("Subject"), text), (_("Partners"), partners)]
    if model.nations:
        found.append((_("For schools in"), _listed(sayings.of("nations", nation) for nation in model.nations)))
    if effective.starts_on or effective.ends_on:
        spans = {
            (True, True): _("Reviews are planned by it from %(first)s to %(last)s."),
            (True, False): _("Reviews are planned by it from %(first)s."),
            (False, True): _("Reviews are planned by it until %(last)s."),
        }
        span = spans[bool(effective.starts_on), bool(effective.ends_on)]
        words = {"first": dates.long(effective.starts_on), "last": dates.long(effective.ends_on)}
        found.append((_("In force"), span % words))
    return found


def _people(model: Definition) -> Said:
    return [(_(role.label), _role(role)) for role in model.roles if role.is_own]


def _role(role: RoleDefinition) -> str:
    said = [str(SIDES[role.side])]
    if role.max is not None and role.min == role.max:
        said.append(ngettext("%(n)d in a review.", "%(n)d in a review.", role.max) % {"n": role.max})
    elif role.max is not None:
        said.append(_("%(least)d to %(most)d in a review.") % {"least": role.min, "most": role.max})
    elif role.min:
        said.append(ngettext("At least %(n)d.", "At least %(n)d.", role.min) % {"n": role.min})
    if role.independent:
        said.append(_("May come from outside the schools."))
    if role.eligible:
        said.append(_("Open to: %(roles)s.") % {"roles": _listed(str(Role(key).label) for key in role.eligible)})
    if role.training != "none":
        said.append(_("Training is required.") if role.training == "required" else _("Training is advised."))
    return " ".join(said)


def _looks(model: Definition, tree: Tree, frameworks: Iterable[str]) -> Said:
    others = [title for title in frameworks if title]
    text = _("%(title)s, version %(version)s.") % {"title": tree.title, "version": tree.version}
    if others:
        text += " " + _("Another may be chosen when a review is planned: %(others)s.") % {"others": _listed(others)}
    return [(_("Framework"), text), (_("Focus"), _focus(model, tree))]


def _focus(model: Definition, tree: Tree) -> str:
    known = {theme.code: theme.name for theme in tree.themes}
    themes = [known.get(code, code) for code in model.number("focus.mandatory")]
    others = model.number("focus.others_min")
    if not themes:
        if not others:
            return _("What to look at is agreed for each review.")
        return ngettext("At least %(n)d is chosen.", "At least %(n)d are chosen.", others) % {"n": others}
    if not others:
        return _("Always: %(themes)s.") % {"themes": _listed(themes)}
    text = ngettext(
        "Always: %(themes)s; and at least %(others)d other.",
        "Always: %(themes)s; and at least %(others)d others.",
        others,
    )
    return text % {"themes": _listed(themes), "others": others}


def _says(model: Definition) -> Said:
    judgement = model.judgement
    said = [str(STYLES[judgement.style])]
    if judgement.levels and judgement.style != "estimates":
        said.append(_("It may say where each stands on the framework's ladder."))
    if judgement.lists:
        said.append(_("In each area it lists: %(lists)s.") % {"lists": _listed(term.label for term in judgement.lists)})
    if judgement.strength:
        strengths = _listed(term.label for term in judgement.strength)
        said.append(_("It says how strong the evidence is: %(strengths)s.") % {"strengths": strengths})
    if judgement.agreed_with_host:
        said.append(_("What it finds is agreed together with the school."))
    if judgement.not_enough_evidence:
        said.append(_("It may say that it did not see enough."))
    said.append(_("There is no overall grade, and none can be worked out."))
    return [(_("Findings"), " ".join(said))]


def _forms(model: Definition) -> Said:
    titles = {stage.key: stage.title for stage in model.stages}
    return [(form.title, _form(model, form, titles.get(form.stage, form.stage))) for form in model.forms]


def _form(model: Definition, form: Any, stage: str) -> str:
    people = _listed(model.role_label(key) for key in form.filled_by)
    said = [_("At “%(stage)s”, filled in by: %(people)s.") % {"stage": stage, "people": people}]
    if PER[form.per]:
        said.append(_("There is %(per)s.") % {"per": PER[form.per]})
    if form.sponsor:
        said.append(_("An adult enters what was said and answers for it; nobody is named."))
    readers = [key for key in form.readers if key not in form.filled_by]
    if readers:
        said.append(_("Also read by: %(people)s.") % {"people": _listed(model.role_label(key) for key in readers)})
    if not form.required:
        said.append(_("It may be left out."))
    return " ".join(said)


def _output(output: Output, model: Definition) -> Said:
    said = [_("Belongs to: %(owner)s.") % {"owner": model.role_label(output.owner)}]
    if output.readers is not None:
        readers = [model.role_label(key) for key in output.readers if key != output.owner]
        if readers:
            said.append(_("Read by: %(people)s, and by nobody else.") % {"people": _listed(readers)})
        else:
            said.append(_("Nobody else reads it."))
    days = output.fact_check_days or model.number("fact_check.working_days")
    said.append(
        ngettext(
            "The school has %(n)d working day to correct facts.",
            "The school has %(n)d working days to correct facts.",
            days,
        )
        % {"n": days}
    )
    if output.reply:
        said.append(_("It may add a reply, which is printed with it."))
    if output.publish_by_months:
        said.append(
            ngettext(
                "The school makes it public within %(n)d month of the visit.",
                "The school makes it public within %(n)d months of the visit.",
                output.publish_by_months,
            )
            % {"n": output.publish_by_months}
        )
    if output.retention_days:
        said.append(_("It is deleted after %(n)d days.") % {"n": output.retention_days})
    return [(output.title, " ".join(said))]


def _afterwards(model: Definition) -> Said:
    found: Said = []
    follow_up = model.follow_up
    if follow_up.look_back:
        found.append((_("Looking back"), _("The next review begins with what this one asked for.")))
    if follow_up.take_aways:
        found.append((_("Taking home"), _("Reviewers note what they take home to their own school.")))
    if follow_up.progress_review_months:
        text = _("%(n)d months after the visit, how far things have come.") % {"n": follow_up.progress_review_months}
        found.append((_("Progress review"), text))
    for one in model.accreditations:
        text = _("May be accredited, and stands for %(n)d months.") % {"n": one.months}
        found.append((one.title, text))
    if model.quality:
        check = (
            _("%(who)s reads each before it is released, within %(days)d working days.")
            if model.quality.sample_percent == 100
            else _("%(who)s reads %(share)d in 100 before they are released, within %(days)d working days.")
        )
        quality = model.quality
        found.append(
            (
                _("Quality check"),
                check
                % {"who": model.role_label(quality.by), "share": quality.sample_percent, "days": quality.within_days},
            )
        )
    if model.fee:
        found.append((_("Fee"), _("£%(pounds)s") % {"pounds": f"{model.fee.pounds:,.0f}"}))
    spent: dict[str, float] = {}
    for one in model.hours:
        spent[one.role] = spent.get(one.role, 0) + one.hours
    if spent:
        said = _listed(
            ngettext("%(who)s %(n)s hour", "%(who)s %(n)s hours", math.ceil(n))
            % {"who": model.role_label(key), "n": f"{n:g}"}
            for key, n in spent.items()
        )
        found.append((_("Time of one person"), said + "."))
    return found


def numbers(model: Definition) -> Said:
    """The guards' numbers as sentences, with what each is about."""
    n = model.number
    found = [
        (_("Team"), f"{_people_counted(n('team.min'), n('team.max'))} {_lead(model)}".strip()),
        (_("Visit"), _days_counted(n("visit.min_days"), n("visit.max_days"))),
        (_("Evidence"), _rests_on(model)),
    ]
    if model.stage_of_kind("workshop"):
        within = n("workshop.within_days")
        text = ngettext("Within %(days)d day of the visit.", "Within %(days)d days of the visit.", within)
        found.append((_("Workshop"), text % {"days": within}))
    kept = n("retention.notes_days")
    text = ngettext(
        "Deleted %(days)d day after the %(profile)s is final, unless the school's head holds them.",
        "Deleted %(days)d days after the %(profile)s is final, unless the school's head holds them.",
        kept,
    )
    found.append((_("Notes"), text % {"days": kept, "profile": model.word("profile")}))
    months = n("cadence.months")
    text = ngettext(
        "Each school at least once in %(months)d month.", "Each school at least once in %(months)d months.", months
    )
    return [*found, (_("How often"), text % {"months": months})]


def _people_counted(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(n)d person.", "%(n)d people.", most) % {"n": most}
    return _("%(least)d to %(most)d people.") % {"least": least, "most": most}


def _days_counted(least: int, most: int) -> str:
    if least == most:
        return ngettext("%(n)d day.", "%(n)d days.", most) % {"n": most}
    return _("%(least)d to %(most)d days.") % {"least": least, "most": most}


def _lead(model: Definition) -> str:
    """What the lead is at their own school, where the model asks."""
    enforced = model.number("team.lead_role_enforce")
    if enforced == "off":
        return ""
    label = str(Role(model.number("team.lead_role")).label)
    text = _("The lead is a %(lead)s.") if enforced == "hard" else _("The lead is a %(lead)s, or a reason is given.")
    return text % {"lead": label[:1].lower() + label[1:]}


def _rests_on(model: Definition) -> str:
    """How many notes there have to be, and what makes them stronger."""
    notes, kinds, sources = (
        model.number(f"evidence.{name}") for name in ("notes_min", "kinds_recommended", "sources_recommended")
    )
    text = ngettext("At least %(n)d note on each %(aspect)s.", "At least %(n)d notes on each %(aspect)s.", notes)
    said = [text % {"n": notes, "aspect": model.word("aspect")}]
    if kinds > 1 and sources > 1:
        said.append(
            _("Better: %(kinds)d kinds of evidence, from %(people)d people.") % {"kinds": kinds, "people": sources}
        )
    elif kinds > 1:
        said.append(_("Better: %(kinds)d kinds of evidence.") % {"kinds": kinds})
    elif sources > 1:
        said.append(_("Better: evidence from %(people)d people.") % {"people": sources})
    return " ".join(said)


def _listed(found: Iterable[str]) -> str:
    return ", ".join(found)
