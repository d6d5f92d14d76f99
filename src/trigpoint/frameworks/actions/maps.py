"""Publish maps to inspection frameworks, and keep a network's own copy of one."""

import datetime as dt
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.frameworks import rules
from trigpoint.frameworks.models import AreaMap, Framework, NetworkMap
from trigpoint.frameworks.queries import files, map_checks, maps, version
from trigpoint.kernel.errors import Stale, Unacceptable
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of

SHIPPED = Path(__file__).parents[1] / "shipped" / "maps"


@action("frameworks.publish_map")
def publish(*, actor: Account | None, at: dt.datetime, text: str) -> AreaMap:
    """
    Publish a map's file, or return what is published already when it is the same.

    Raises Mistakes (with lines) when the file is wrong or its version is taken by other content.
    """
    if actor is not None:
        rules.may_publish(hats_of(actor.pk, on=timezone.localdate(at))).require()
    source = files.read(text)
    if found := map_checks.mistakes(source):
        raise files.Mistakes(found)
    known = maps.one(source.data["key"], source.data["version"])
    if known is None:
        framework, inspection = version(**source.data["from"]), version(**source.data["to"])
        if framework is None or inspection is None:
            raise LookupError("the checks let a map through whose frameworks are not published")
        return AreaMap.objects.create(
            key=source.data["key"],
            version=source.data["version"],
            title=source.data["title"],
            framework=framework,
            inspection=inspection,
            definition=source.data,
            sha256=source.sha256,
            published_at=at,
        )
    if known.sha256 != source.sha256:
        reason = _("Version %(version)s is published already and never changes: give this content a new version.")
        raise files.Mistakes([source.mistake(reason % {"version": known.version}, "version")])
    return known


def publish_shipped(*, actor: Account | None = None, at: dt.datetime) -> None:
    """Publish every map that comes with the product and is not published yet."""
    known = set(AreaMap.objects.values_list("sha256", flat=True))
    for path in sorted(SHIPPED.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if files.read(text).sha256 not in known:
            publish(actor=actor, at=at, text=text)


@action("frameworks.draw_map", subject="network")
def draw(
    *,
    actor: Account | None,
    at: dt.datetime,
    network: Network,
    framework: Framework,
    inspection: Framework,
    links: dict[str, list[str]],
    version: int,
) -> NetworkMap:
    """
    Keep the network's own map: areas by aspect; an aspect that is left out touches none.

    Raises Unacceptable for what isn't there or must not be touched, Stale when somebody else has drawn it meanwhile.
    """
    _may_draw(actor, at, network)
    if not framework.tree().is_for_reviews or inspection.tree().is_for_reviews:
        raise Unacceptable({"links": [_("A map leads from a framework of reviews to an inspection framework.")]})
    if wrong := list(map_checks.unknown_codes(links, framework.tree(), inspection.tree())):
        raise Unacceptable({"links": [reason for _code, reason in wrong]})
    said = {
        "links": {code: sorted(set(links.get(code, ()))) for code in framework.tree().aspects},
        "changed_at": at,
        "changed_by": actor,
    }
    Network.objects.select_for_update().get(pk=network.pk)  # two tabs: one copy
    mine = maps.own(network.pk, framework.pk, inspection.pk)
    if version != (mine.version if mine else 0):
        current = {"version": mine.version, "links": mine.links} if mine else {"version": 0}
        raise Stale(_("Somebody else has changed this map in the meantime."), current=current)
    if mine is None:
        return NetworkMap.objects.create(network=network, framework=framework, inspection=inspection, **said)
    for name, value in {**said, "version": version + 1}.items():
        setattr(mine, name, value)
    mine.save()
    return mine


@action("frameworks.drop_map", subject="network")
def drop(
    *, actor: Account | None, at: dt.datetime, network: Network, framework: Framework, inspection: Framework
) -> None:
    """Take the network's own map away: the published one counts again, if there is one."""
    _may_draw(actor, at, network)
    NetworkMap.objects.filter(network=network, framework=framework, inspection=inspection).delete()


def _may_draw(actor: Account | None, at: dt.datetime, network: Network) -> None:
    if actor is not None:
        rules.may_draw_maps(hats_of(actor.pk, on=timezone.localdate(at)), network.pk).require()
