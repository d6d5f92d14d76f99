"""Keep what people would change about a review model, and say what becomes of it."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.frameworks.queries import tree
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations.queries.networks import Network
from trigpoint.people.queries.accounts import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.programmes.enums import Outcome
from trigpoint.programmes.models import ReviewModel, Suggestion
from trigpoint.programmes.queries import suggestions
from trigpoint.programmes.rules import review_models as rules

LONGEST = 2_000


@action("programmes.keep_suggestion")
def keep(
    *,
    actor: Account,
    at: dt.datetime,
    network: Network,
    review_model: ReviewModel,
    kind: str,
    about: str,
    text: str,
    role: str,
) -> Suggestion:
    """
    Keep a suggestion of somebody who used the model, which the caller has made sure of. The same words again are one.

    Raises Unacceptable when the model has nothing of that name, or nothing is said.
    """
    if suggestions.target(review_model.parsed(), tree(review_model.framework_id), kind, about) is None:
        raise Unacceptable({"about": [_("Choose what it is about.")]})
    if not text.strip():
        raise Unacceptable({"text": [_("Say what you would change, in a sentence or two.")]})
    if len(text.strip()) > LONGEST:
        raise Unacceptable({"text": [_("Shorten this to %(most)d characters.") % {"most": LONGEST}]})
    said = {"network": network, "review_model": review_model, "kind": kind, "about": about, "text": text.strip()}
    known = Suggestion.objects.filter(made_by=actor, outcome="", **said).first()
    return known or Suggestion.objects.create(made_by=actor, made_at=at, role=role, **said)


@action("programmes.settle_suggestion", subject="suggestion")
def settle(
    *, actor: Account | None, at: dt.datetime, suggestion: Suggestion, outcome: str, answer: str = ""
) -> Suggestion:
    """Say what becomes of a suggestion; whoever made it reads the answer. It can be settled anew."""
    if actor is not None:
        hats = hats_of(actor.pk, on=timezone.localdate(at))
        rules.may_draft(hats, suggestion.network_id).require()
    if outcome not in Outcome.values:
        raise Unacceptable({"outcome": [_("Choose what becomes of it.")]})
    if outcome == Outcome.SET_ASIDE and not answer.strip():
        raise Unacceptable({"answer": [_("Say why, in a sentence: whoever made it reads this.")]})
    suggestion.outcome, suggestion.answer = outcome, answer.strip()[:1_000]
    suggestion.settled_at, suggestion.settled_by = at, actor
    suggestion.save(update_fields=["outcome", "answer", "settled_at", "settled_by"])
    return suggestion
