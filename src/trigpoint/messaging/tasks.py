"""Whenever a mail was queued, send it; every minute, look for those that nobody sent."""

import uuid

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from trigpoint.kernel import clock
from trigpoint.messaging.actions import deliver, send


@app.task(name=send.DELIVER, queue="mail")
def deliver_mail(mail_id: str) -> None:
    deliver.deliver(mail_id=uuid.UUID(mail_id), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="messaging.sweep", queue="mail", queueing_lock="messaging.sweep")
def sweep_mail(timestamp: int) -> None:
    deliver.sweep(at=clock.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="messaging.tidy_jobs", queue="housekeeping", queueing_lock="messaging.tidy_jobs")
async def tidy_jobs(timestamp: int) -> None:
    """Forget jobs that are done; those that a dead worker held are done too, since only rows count."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.finish_job(job, status=Status.FAILED, delete_job=True)
    await manager.delete_old_jobs(nb_hours=24, include_failed=True)
