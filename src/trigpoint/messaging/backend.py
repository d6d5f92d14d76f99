"""Django's way to send mail, into the outbox: what other packages send keeps our promises too."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from trigpoint.messaging.actions import send


class OutboxBackend(BaseEmailBackend):
    """Queues a row for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                html = next((a.content for a in _alternatives(message) if a.mimetype == "text/html"), "")
                for person in message.recipients():
                    send.queue(to=person, subject=str(message.subject), text=str(message.body), html=str(html))
        return len(email_messages)


def _alternatives(message: EmailMessage) -> Sequence[Any]:
    return getattr(message, "alternatives", None) or []
