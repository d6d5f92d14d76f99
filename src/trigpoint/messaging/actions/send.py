"""
Put a mail in the outbox.

Other contexts' actions call this inside their own transaction: what is undone is never told. It is no `@action` itself:
the ledger holds what somebody did, and a mail is a consequence of that.
"""

import uuid

from django.db import transaction
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from trigpoint.messaging.models import Mail

DELIVER = "messaging.deliver"

# Always on Django's own connection, in a worker too: what is asked for and the row it is about are committed together.
_jobs = App(connector=DjangoConnector())


def queue(*, to: str, subject: str, text: str, html: str = "", calendar: str = "", key: str = "") -> uuid.UUID | None:
    """
    This will be sent once the transaction is committed. `calendar` is an iCalendar file to attach.

    Returns the mail's id, or None when a mail with the same `key` is there already.
    """
    mail = Mail(to=to, subject=" ".join(subject.split())[:200], text=text, html=html, calendar=calendar, key=key)
    with transaction.atomic():
        Mail.objects.bulk_create([mail], ignore_conflicts=bool(key))
        if key and not Mail.objects.filter(pk=mail.pk).exists():
            return None
        ask_to_deliver(mail.pk)
    return mail.pk


def ask_to_deliver(mail_id: uuid.UUID) -> None:
    """Tell the worker to look at the row. Should the message get lost, the sweeper finds the row."""
    _jobs.configure_task(DELIVER, queue="mail", allow_unknown=True).defer(mail_id=str(mail_id))
