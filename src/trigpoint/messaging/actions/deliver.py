"""
Send what is in the outbox, at least once, and say so when it may have been twice.

A row is taken with a lease, sent, and marked, in three steps. A worker that dies between them leaves a lease that runs
out; `sweep` then puts the row back and flags it.
"""

import datetime as dt
import smtplib
import uuid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.db import transaction
from django.db.models import Q

from trigpoint.messaging.actions import send
from trigpoint.messaging.lifecycle import MAIL
from trigpoint.messaging.models import Mail

LEASE = dt.timedelta(minutes=3)
MOST_ATTEMPTS = 10
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=4)


def deliver(*, mail_id: uuid.UUID, at: dt.datetime) -> None:
    """Send this mail if it waits and is due; does nothing when it doesn't, or another worker has it."""
    mail = _take(mail_id, at)
    if mail is None:
        return
    if settings.DEMO:
        _settle(mail, "keep")
        return
    try:
        mailers["smtp"].send_messages([_message(mail)])
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        _postpone(mail, at, problem=_words(refusal), final=all(code >= 500 for code in codes))
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refusal:
        _postpone(mail, at, problem=_words(refusal), final=refusal.smtp_code >= 500)
    except (smtplib.SMTPException, OSError) as failure:
        _postpone(mail, at, problem=_words(failure))
    else:
        _settle(mail, "deliver", sent_at=at, text="", html="", calendar="")


def sweep(*, at: dt.datetime) -> int:
    """Put back what a dead worker held, and ask again for all that is due. Returns how many that is."""
    stalled = Q(state="sending", lease_until__lt=at)
    waiting = Q(state="queued") & _due(at)
    with transaction.atomic():
        due = list(
            Mail.objects.select_for_update(skip_locked=True).filter(waiting | stalled).order_by("created_at")[:500]
        )
        for mail in due:
            if mail.state == "sending":
                _settle(mail, "put_back", maybe_twice=True)
            send.ask_to_deliver(mail.pk)
    return len(due)


def _take(mail_id: uuid.UUID, at: dt.datetime) -> Mail | None:
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True).filter(_due(at), pk=mail_id, state="queued")
        mail = waiting.first()
        if mail is None or not (settings.DEMO or settings.MAIL_SERVER):
            return None
        MAIL.advance(mail, "take")
        mail.attempts += 1
        mail.lease_until = at + LEASE
        mail.save()
        return mail


def _due(at: dt.datetime) -> Q:
    return Q(due_at__isnull=True) | Q(due_at__lte=at)


def _settle(mail: Mail, move: str, **values: object) -> None:
    MAIL.advance(mail, move)
    Mail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(state=mail.state, lease_until=None, **values)


def _postpone(mail: Mail, at: dt.datetime, *, problem: str, final: bool = False) -> None:
    if final or mail.attempts >= MOST_ATTEMPTS:
        _settle(mail, "give_up", problem=problem)
        return
    wait = min(FIRST_WAIT * 2 ** (mail.attempts - 1), LONGEST_WAIT)
    _settle(mail, "put_back", problem=problem, due_at=at + wait)


def _words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:300]


def _message(mail: Mail) -> EmailMultiAlternatives:
    sender = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {"Message-ID": f"<{mail.pk}@{sender}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("dates.ics", mail.calendar, "text/calendar; charset=utf-8; method=PUBLISH")
    return message
