"""What becomes of an account."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.models import Account
from trigpoint.people.queries.hats import hats_of
from trigpoint.people.rules.accounts import may_close

LANGUAGES = frozenset({"en", "cy"})


@action("people.change_own_details")
def change_own_details(*, actor: Account, at: dt.datetime, name: str, language: str) -> Account:
    """Change one's own name and language."""
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise Unacceptable({"name": [_("Give your name, in up to 120 characters")]})
    if language not in LANGUAGES:
        raise Unacceptable({"language": [_("Choose English or Welsh")]})
    actor.name, actor.language = name, language
    actor.save(update_fields=["name", "language"])
    return actor


@action("people.sign_out_everywhere")
def sign_out_everywhere(*, actor: Account, at: dt.datetime) -> Account:
    """End every session of the person. The page that asked keeps its own by signing in anew."""
    actor.set_unusable_password()
    actor.save(update_fields=["password"])
    return actor


@action("people.close_account", subject="person")
def close_account(*, actor: Account, at: dt.datetime, person: Account) -> None:
    """Let nobody sign in with the account any more; its sessions and tokens are over at once. What it wrote stays."""
    may_close(hats_of(actor.pk, on=timezone.localdate(at)), person.pk).require()
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    person.tokens.filter(revoked_at=None).update(revoked_at=at)


@action("people.open_account", subject="person")
def open_account(*, actor: Account, at: dt.datetime, person: Account) -> None:
    """Let the person sign in again."""
    may_close(hats_of(actor.pk, on=timezone.localdate(at)), person.pk).require()
    person.is_active = True
    person.save(update_fields=["is_active"])
