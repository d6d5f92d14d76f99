"""Publish a framework: from then on that version never changes."""

import datetime as dt
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.frameworks import rules
from trigpoint.frameworks.actions import maps
from trigpoint.frameworks.models import Framework
from trigpoint.frameworks.queries import checks, files
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of

SHIPPED = Path(__file__).parents[1] / "shipped"


@action("frameworks.publish")
def publish(*, actor: Account | None, at: dt.datetime, text: str) -> Framework:
    """
    Publish a file's content, or return what is published already when it is the same.

    Raises Mistakes (with lines) when the file is wrong or its version is taken by other content.
    """
    if actor is not None:
        rules.may_publish(hats_of(actor.pk, on=timezone.localdate(at))).require()
    source = files.read(text)
    if found := checks.mistakes(source):
        raise files.Mistakes(found)
    known = published(source)
    if known is None:
        return Framework.objects.create(
            key=source.data["key"],
            version=source.data["version"],
            title=source.data["title"],
            definition=source.data,
            sha256=source.sha256,
            published_at=at,
        )
    if known.sha256 != source.sha256:
        reason = _("Version %(version)s is published already and never changes: give this content a new version.")
        raise files.Mistakes([source.mistake(reason % {"version": known.version}, "version")])
    return known


def publish_shipped(*, actor: Account | None = None, at: dt.datetime) -> list[Framework]:
    """Publish every framework, and every map between them, that comes with the product and is not published yet."""
    frameworks = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        source = files.read(text)
        known = published(source)
        same = known is not None and known.sha256 == source.sha256
        frameworks.append(known if known and same else publish(actor=actor, at=at, text=text))
    maps.publish_shipped(actor=actor, at=at)
    return frameworks


def published(source: files.Source) -> Framework | None:
    """What is published under the file's name and version."""
    key, version = source.data.get("key"), source.data.get("version")
    return Framework.objects.filter(key=str(key), version=str(version)).first()
