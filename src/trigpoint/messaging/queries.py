"""Reads of the outbox."""

from django.db.models import Count, QuerySet

from trigpoint.messaging.models import Mail


def recent_mail(*, limit: int = 100) -> QuerySet[Mail]:
    """The newest mails, for the demonstration and for operators. The caller has made sure that they may be read."""
    return Mail.objects.order_by("-created_at")[:limit]


def counts_by_state() -> dict[str, int]:
    return dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))
