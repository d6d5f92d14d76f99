"""What can be reviewed by a model, and which of its optional stages a review has. Pure."""

import uuid
from collections.abc import Collection

from trigpoint.access.decision import Decision, no
from trigpoint.organisations.queries.networks import School
from trigpoint.programmes.language.speech import gettext as _
from trigpoint.programmes.language.speech import ngettext
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries.scene import Scene
from trigpoint.reviews.rules import planning

LONGEST = 80


def mistakes(
    model: Definition,
    host: School,
    *,
    subject_name: str,
    leader_known: bool,
    sites: Collection[uuid.UUID],
    possible: Collection[uuid.UUID],
) -> dict[str, list[str]]:
    """What can't stand about what is reviewed, by field."""
    found: dict[str, list[str]] = {}
    if host.is_central_office != (model.subject.kind == "trust"):
        words = (
            _("This review model is for trusts, and %(host)s is a school: its trust is to be a member.")
            if model.subject.kind == "trust"
            else _("This review model is for schools, and %(host)s is a trust.")
        )
        found["host"] = [words % {"host": host.name}]
    if model.subject.kind == "subject":
        if not subject_name:
            found["subject_name"] = [_("Say which subject is reviewed, such as History.")]
        elif len(subject_name) > LONGEST:
            found["subject_name"] = [_("Shorten this to %(max)d characters.") % {"max": LONGEST}]
    elif subject_name:
        found["subject_name"] = [_("This review model looks at the whole school, not at one subject.")]
    if not leader_known:
        found["subject_leader_id"] = [_("Choose somebody of the {school} that is reviewed.")]
    if said := sites_mistake(model, sites, possible):
        found["sites"] = [said]
    return found


def sites_mistake(model: Definition, sites: Collection[uuid.UUID], possible: Collection[uuid.UUID]) -> str:
    """What can't stand about the sites; "" when they can."""
    if not model.subject.has_sites:
        return _("This review model visits no other schools.") if sites else ""
    if set(sites) - set(possible):
        return _("Choose among the open schools of what is reviewed.")
    fewest, most = model.subject.sites_min, model.subject.sites_max
    if fewest <= len(set(sites)) <= most:
        return ""
    words = ngettext(
        "Choose %(min)d to %(max)d school that is visited.", "Choose %(min)d to %(max)d schools that are visited.", most
    )
    return words % {"min": fewest, "max": most}


def without_mistake(model: Definition, without: Collection[str]) -> str:
    """Only stages that the model calls optional can be left out; "" when they are."""
    wrong = [key for key in without if key not in model.stage_by_key or not model.stage_by_key[key].optional]
    if not wrong:
        return ""
    titles = [model.stage_by_key[key].title if key in model.stage_by_key else key for key in wrong]
    return _("%(stages)s can't be left out of this review model.") % {"stages": ", ".join(titles)}


def may_shape(scene: Scene) -> Decision:
    """Who plans the review also says which schools it visits, which optional stages it has, and who leads its subject."""
    model = scene.model
    if (
        not model.subject.has_sites
        and model.subject.kind != "subject"
        and not any(stage.optional for stage in model.stages)
    ):
        return no(_("This review model leaves nothing to choose: every review of it has the same stages."))
    return planning.may_change(scene)
