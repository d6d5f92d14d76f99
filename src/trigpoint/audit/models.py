"""The ledger: who did what to which thing, when. Rows are added and never changed (a database trigger sees to it)."""

from django.db import models


class Entry(models.Model):
    """One act. `summary` holds ids, dates and counts; never what people wrote."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    network_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    summary = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"]),
            models.Index(fields=["network_id", "at"]),
        ]
