"""Reads of the ledger."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.audit.models import Entry


def entries_about(subject_ids: Iterable[uuid.UUID]) -> QuerySet[Entry]:
    """What was done to these things, newest first. The caller has scoped the ids."""
    return Entry.objects.filter(subject_id__in=list(subject_ids)).order_by("-at", "-id")
