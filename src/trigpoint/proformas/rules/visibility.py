"""
Who may read and fill in a form of the model: the whole rule, for every page, call, document and mail.

The model names roles; each is a part that the product knows. Those who fill a form in read it while it is written; those
whom it names as readers read it once it is sent in; nobody else reads it, whatever they are. What is one for each person
is that person's own until it is sent in. Pure: parts and facts in, an answer out.
"""

import dataclasses
from collections.abc import Iterable

from django.utils.translation import gettext as _

from trigpoint.access.decision import YES, Decision, no
from trigpoint.proformas.enums import Per
from trigpoint.programmes.language.pieces import FormDefinition
from trigpoint.programmes.queries.review_models import Definition
from trigpoint.reviews.queries.scene import Part, Scene

OVER = frozenset({"closed", "cancelled"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`own`: it is the form of the person who asks, or of their school (of one for each); `sent`: it has been sent in."""

    sent: bool
    own: bool = False


def parts_of(model: Definition, roles: Iterable[str]) -> frozenset[Part]:
    """The parts that these roles of the model are. Voices have none: they have no account."""
    found = (model.role(key).part for key in roles)
    return frozenset(Part(part) for part in found if part)


def may_read(model: Definition, form: FormDefinition, parts: Iterable[Part], facts: Facts) -> Decision:
    """Read one filled-in form."""
    played = frozenset(parts)
    fills = bool(played & parts_of(model, form.filled_by))
    if fills and (facts.own or not _each_their_own(model, form, played)):
        return YES
    if fills and form.per == Per.SITE and not played & parts_of(model, form.readers):
        return no(_("This is another school's form. It is read by those whom the review's model names."))
    if not fills and not played & parts_of(model, form.readers):
        return no(_("This form is for those whom the review's model names."))
    if facts.sent:
        return YES
    return no(_("This is still being written. You can read it once it is sent in."))


def _each_their_own(model: Definition, form: FormDefinition, parts: Iterable[Part]) -> bool:
    """One for each person is that person's; one for each school, where its own leaders fill it in, is that school's."""
    if form.per == Per.SITE:
        return frozenset(parts) & parts_of(model, form.filled_by) <= {Part.SITE_HEAD}
    return form.per == Per.PERSON


def may_know(model: Definition, form: FormDefinition, parts: Iterable[Part]) -> Decision:
    """Know that the form is there, who has sent it in and when: all who fill it in or read it."""
    concerned = parts_of(model, (*form.filled_by, *form.readers))
    if concerned.isdisjoint(parts):
        return no(_("This form is for those whom the review's model names."))
    return YES


def may_fill(scene: Scene, form: FormDefinition, facts: Facts) -> Decision:
    """Write in a form: those whom the model names, until the review is over; one's own where there is one each."""
    if not scene.parts & parts_of(scene.model, form.filled_by):
        return no(_("This form is filled in by others. You read it if the model says so, once it is sent in."))
    if scene.review.state in OVER:
        return no(_("This review is over: its forms can be read, and no longer changed."))
    if _each_their_own(scene.model, form, scene.parts) and not facts.own:
        return no(_("Everybody fills in their own."))
    return YES


def may_finish(scene: Scene, owner: str) -> Decision:
    """Say that a stage is done which has nothing but forms: whom the model makes its owner."""
    if scene.review.state in OVER:
        return no(_("This review is over: its stages stay as they are."))
    if scene.parts & parts_of(scene.model, [owner]):
        return YES
    return no(_("“%(role)s” says when this is done.") % {"role": scene.model.role_label(owner)})
