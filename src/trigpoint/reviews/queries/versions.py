"""What a review would become by a newer version of its model: what changes, what stays, and what would be lost."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from trigpoint.frameworks.queries import Tree, tree, version
from trigpoint.kernel.errors import Missing
from trigpoint.programmes.language import diff
from trigpoint.programmes.queries import checks, review_models
from trigpoint.programmes.queries.calendar import calendar
from trigpoint.programmes.queries.review_models import Definition, FormDefinition, ReviewModel, definition
from trigpoint.reviews.models import Review
from trigpoint.reviews.queries import dates as dates_of
from trigpoint.reviews.queries import holding
from trigpoint.reviews.queries.dates import Dates, WhyNot
from trigpoint.reviews.queries.holding import ACCREDITATION, ASPECT, FORM, JUDGEMENT, KIND, OUTPUT, Held
from trigpoint.reviews.queries.stages import Step, stages

SHOWN = {"stages", "framework", "version"}
"""What of the differences is shown day by day instead."""

__all__ = ["Moving", "ReviewModel", "StageChange", "moving", "newer", "newer_one"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """A stage of either version. `before` or `after` is None where it has no day there; `was_called` where it is renamed."""

    key: str
    title: str
    before: dt.date | None
    after: dt.date | None
    is_done: bool = False
    was_called: str = ""

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def goes(self) -> bool:
        return self.after is None

    @property
    def is_moved(self) -> bool:
        return not self.is_new and not self.goes and self.before != self.after


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """
    A review's way to another version. `lost` says what can't come along, in sentences: then it can't be gone.

    `framework_id` is the framework that it has then; `framework` names the old and the new where they differ. `forms` maps
    each form's title to "kept", "new" or "goes". `others` says in sentences what else the newer version changes.
    """

    to: ReviewModel
    model: Definition
    dates: Dates
    stages: tuple[StageChange, ...]
    forms: Mapping[str, str]
    framework_id: uuid.UUID
    framework: tuple[str, str] | None
    others: tuple[str, ...]
    lost: tuple[str, ...]


def newer(review: Review) -> list[ReviewModel]:
    """The versions of the review's model that were published after its own and are still in use, the newest first."""
    return review_models.newer(review_models.one(review.review_model_id))


def newer_one(review: Review, review_model_id: uuid.UUID) -> ReviewModel:
    """One of them. Raises Missing."""
    found = next((one for one in newer(review) if one.pk == review_model_id), None)
    if found is None:
        raise Missing
    return found


def moving(review: Review, to: ReviewModel, *, why_not: WhyNot | None = None) -> Moving:
    """A fixed number of queries (and those of the contexts that tell what they hold)."""
    old, new = definition(review.review_model_id), definition(to.pk)
    steps = stages(review)
    dates = _dates(review, old, new, steps, why_not or calendar(review.network_id).why_not)
    framework_id = _framework(review, to, new)
    trees = tree(review.framework_id), tree(framework_id)
    return Moving(
        to=to,
        model=new,
        dates=dates,
        stages=tuple(_stages(steps, new, dates)),
        forms=_forms(old, new),
        framework_id=framework_id,
        framework=(_named(trees[0]), _named(trees[1])) if framework_id != review.framework_id else None,
        others=tuple(str(each) for each in diff.changes(old, new, checks.published) if each.part not in SHOWN),
        lost=tuple(
            dict.fromkeys(
                [
                    *_other_subject(review, old, new),
                    *_no_longer_offered(trees, old),
                    *_lost(steps, old, new, trees, holding.held(review)),
                ]
            )
        ),
    )


def _framework(review: Review, to: ReviewModel, new: Definition) -> uuid.UUID:
    """The one that the review has, where the newer version offers it still; another version of it; else the usual one."""
    now = tree(review.framework_id)
    same = [ref for ref in new.frameworks if ref.key == now.key]
    ref = next((ref for ref in same if ref.version == now.version), same[0] if same else None)
    found = version(ref.key, ref.version) if ref else None
    return found.pk if found else to.framework_id


def _no_longer_offered(trees: tuple[Tree, Tree], old: Definition) -> Iterator[str]:
    """A framework that was chosen for this review, not the one that reviews by the old version usually have."""
    now, then = trees
    if now.key not in {then.key, old.frameworks[0].key}:
        yield (
            _("This review was planned with the framework “%(framework)s”, which the newer version no longer offers.")
            % {"framework": now.title}
        )


def _other_subject(review: Review, old: Definition, new: Definition) -> Iterator[str]:
    if old.subject.kind != new.subject.kind:
        yield _("The newer version is for reviews of something else than this one is about.")
    elif review.site_ids and not new.subject.sites_min <= len(review.site_ids) <= new.subject.sites_max:
        words = {"sites": len(review.site_ids), "least": new.subject.sites_min, "most": new.subject.sites_max}
        yield _("This review visits %(sites)d schools; the newer version has %(least)d to %(most)d.") % words


def _same(step: Step, model: Definition) -> bool:
    stage = model.stage_by_key.get(step.key)
    return stage is not None and stage.kind == step.kind


def _dates(review: Review, old: Definition, new: Definition, steps: Iterable[Step], why_not: WhyNot) -> Dates:
    """A day that was done or chosen stays; one that only followed from the old version follows from the new."""
    now = dates_of.of(review)
    days = {"visit_starts_on": now.visit_starts_on, "visit_days": now.visit_days, "why_not": why_not}
    followed = dates_of.proposed(old, **days, given={}).due  # type: ignore[arg-type]
    given = {
        step.key: now.due[step.key]
        for step in steps
        if _same(step, new) and (step.is_done or now.due[step.key] != followed.get(step.key))
    }
    left_out = {stage.key for stage in new.stages if stage.optional and stage.key in old.stage_by_key} - set(now.due)
    return dates_of.proposed(new, **days, given=given, without=left_out)  # type: ignore[arg-type]


def _stages(steps: Iterable[Step], new: Definition, dates: Dates) -> Iterator[StageChange]:
    known = {step.key: step for step in steps}
    for stage in new.stages:
        if stage.key not in dates.due:
            continue  # an optional one, left out in this review
        step = known.get(stage.key)
        if step is None or step.kind != stage.kind:
            yield StageChange(key=stage.key, title=stage.title, before=None, after=dates.due[stage.key])
            continue
        renamed = step.title if step.title != stage.title else ""
        yield StageChange(
            key=stage.key,
            title=stage.title,
            before=step.due_on,
            after=dates.due[stage.key],
            is_done=step.is_done,
            was_called=renamed,
        )
    for step in known.values():
        if not _same(step, new):
            yield StageChange(key=step.key, title=step.title, before=step.due_on, after=None, is_done=step.is_done)


def _forms(old: Definition, new: Definition) -> dict[str, str]:
    before = {form.key: form.title for form in old.forms}
    after = {form.key: form.title for form in new.forms}
    found = {title: "kept" if key in before else "new" for key, title in after.items()}
    return found | {title: "goes" for key, title in before.items() if key not in after}


def _named(found: Tree) -> str:
    return _("%(title)s, version %(version)s") % {"title": found.title, "version": found.version}


def _lost(
    steps: Iterable[Step], old: Definition, new: Definition, trees: tuple[Tree, Tree], held: Iterable[Held]
) -> Iterator[str]:
    for step in steps:
        if step.is_done and not _same(step, new):
            yield _("“%(stage)s” is done, and the newer version has no such stage.") % {"stage": step.title}
    before, after = trees
    kinds = {kind.key for kind in new.evidence_kinds}
    for one in held:
        words = {"what": one.what, "name": one.key}
        if one.part == ASPECT and before.aspects.get(one.key) != after.aspects.get(one.key):
            yield (
                _("%(name)s reads otherwise in the newer framework, or is gone, and this rests on it: %(what)s.")
                % words
            )
        elif one.part == KIND and one.key not in kinds:
            label = old.evidence_labels.get(one.key, one.key)
            words = words | {"name": label}
            yield _("The newer version has no “%(name)s” among its kinds of evidence: %(what)s.") % words
        elif one.part == FORM and _shape(old.form(one.key)) != _shape(new.form(one.key)):
            title = old.form_by_key[one.key].title if one.key in old.form_by_key else one.key
            yield _("The form “%(name)s” has other questions in the newer version, or is gone: %(what)s.") % (
                words | {"name": title}
            )
        elif one.part == OUTPUT and new.output(one.key) is None:
            yield _("The newer version has no “%(name)s”: %(what)s.") % words
        elif one.part == ACCREDITATION and one.key not in {each.key for each in new.accreditations}:
            yield _("The newer version accredits nothing of the kind: %(what)s.") % words
        elif one.part == JUDGEMENT and old.judgement != new.judgement:
            yield _("The newer version says what it finds in another way, and this is said already: %(what)s.") % words


def _shape(form: FormDefinition | None) -> object:
    """What answers hang on: a form's fields with their kinds and options, and what there is one of."""
    if form is None:
        return None
    return form.per, tuple((field.key, field.kind, field.options) for field in form.fields)
