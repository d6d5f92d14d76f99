"""People by id or address. `Account` is named here as a type, for the contexts above; its table stays private."""

import uuid
from collections.abc import Iterable

from trigpoint.people.models import Account

__all__ = ["Account", "any_by_email", "any_by_id", "by_email", "by_id", "names"]


def by_id(person_id: uuid.UUID) -> Account | None:
    return Account.objects.filter(pk=person_id, is_active=True).first()


def by_email(email: str) -> Account | None:
    """Whatever the capitals; only accounts that may sign in."""
    return Account.objects.filter(email__iexact=email.strip(), is_active=True).first()


def any_by_email(email: str) -> Account | None:
    """Closed accounts too: for operators, who know the address they look for."""
    return Account.objects.filter(email__iexact=email.strip()).first()


def any_by_id(person_id: uuid.UUID) -> Account | None:
    """Closed accounts too: for those who may open them again."""
    return Account.objects.filter(pk=person_id).first()


def names(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By id, of closed accounts too. One query; none for nobody."""
    return dict(Account.objects.filter(pk__in=set(person_ids)).values_list("pk", "name"))
