"""Publish a review model: from then on that version never changes."""

import datetime as dt
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.frameworks import rules
from trigpoint.frameworks.actions import publishing
from trigpoint.frameworks.queries import files, version
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.models import ReviewModel
from trigpoint.programmes.queries import checks, review_models
from trigpoint.programmes.rules import review_models as model_rules

SHIPPED = Path(__file__).parents[1] / "shipped"


@action("programmes.publish_review_model")
def publish(*, actor: Account | None, at: dt.datetime, text: str) -> ReviewModel:
    """
    Publish a file's content, or return what is published already when it is the same.

    Raises Mistakes (with lines) when the file is wrong or its version is taken by other content.
    """
    _may_publish(actor, at)
    source = files.read(text)
    if found := checks.mistakes(source):
        raise files.Mistakes(found)
    known = published(source)
    if known is None:
        framework = version(**source.data["framework"])
        if framework is None:
            raise LookupError("the checks let a model through whose framework is not published")
        return ReviewModel.objects.create(
            key=source.data["key"],
            version=source.data["version"],
            title=source.data["title"],
            definition=source.data,
            sha256=source.sha256,
            framework=framework,
            published_at=at,
        )
    if known.sha256 != source.sha256:
        reason = _("Version %(version)s is published already and never changes: give this content a new version.")
        raise files.Mistakes([source.mistake(reason % {"version": known.version}, "version")])
    return known


@action("programmes.retire_review_model")
def retire(*, actor: Account | None, at: dt.datetime, review_model: ReviewModel) -> ReviewModel:
    """
    From now on no programme takes it up and no review is planned by it; reviews that have it keep it to their end.

    Retired already: nothing changes. Raises Refused while another network's programme goes by it.
    """
    _may_retire(actor, at, review_model)
    ReviewModel.objects.filter(pk=review_model.pk, retired_at__isnull=True).update(retired_at=at)
    review_model.refresh_from_db(fields=["retired_at"])
    return review_model


@action("programmes.restore_review_model")
def restore(*, actor: Account | None, at: dt.datetime, review_model: ReviewModel) -> ReviewModel:
    """Use a retired version again. In use already: nothing changes."""
    _may_retire(actor, at, review_model)
    ReviewModel.objects.filter(pk=review_model.pk).update(retired_at=None)
    review_model.refresh_from_db(fields=["retired_at"])
    return review_model


def _may_publish(actor: Account | None, at: dt.datetime) -> None:
    if actor is not None:
        rules.may_publish(hats_of(actor.pk, on=timezone.localdate(at))).require()


def _may_retire(actor: Account | None, at: dt.datetime, review_model: ReviewModel) -> None:
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        model_rules.may_retire(hats, review_models.used_in(review_model.pk)).require()


def publish_shipped(*, actor: Account | None = None, at: dt.datetime) -> list[ReviewModel]:
    """Publish every framework and review model that comes with the product and is not published yet."""
    publishing.publish_shipped(actor=actor, at=at)
    models = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        source = files.read(text)
        known = published(source)
        same = known is not None and known.sha256 == source.sha256
        models.append(known if known and same else publish(actor=actor, at=at, text=text))
    return models


def published(source: files.Source) -> ReviewModel | None:
    """What is published under the file's name and version."""
    key, number = source.data.get("key"), source.data.get("version")
    return ReviewModel.objects.filter(key=str(key), version=str(number)).first()
