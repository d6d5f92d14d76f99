"""The outbox: a row for each mail, written in the transaction of what it tells of."""

from django.db import models
from django.db.models import Q

from trigpoint.kernel.models import Base
from trigpoint.messaging.lifecycle import MAIL


class Mail(Base):
    """
    A mail to one person. Its id is its Message-ID, so that a mail server can tell a repetition.

    `key` names what it is about, when that may only be sent once. `maybe_twice` is set when a worker died while it was
    sending: it may have arrived already. `due_at` is empty for at once. The words are erased once they have been sent.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MAIL.choices, default=MAIL.initial)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    maybe_twice = models.BooleanField(default=False)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="mail_once_for_its_key"),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False)
                | (~Q(state="sending") & Q(lease_until__isnull=True)),
                name="mail_leased_while_sending",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["queued", "sending"]), name="mail_to_do"),
            models.Index(fields=["-created_at"], name="mail_recent"),
        ]
