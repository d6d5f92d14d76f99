"""Whenever dates and teams are asked for that take longer, look for them; every few minutes, find searches that died."""

import uuid

from procrastinate.contrib.django import app

from trigpoint.allocation.actions import publishing_later, schedules, searching
from trigpoint.kernel import clock


@app.task(name=schedules.SEARCH, queue="plans")
def search(schedule_id: str) -> None:
    searching.run(schedule_id=uuid.UUID(schedule_id), now=clock.now)


@app.task(name=publishing_later.PUBLISH, queue="plans")
def publish(schedule_id: str) -> None:
    publishing_later.run(schedule_id=uuid.UUID(schedule_id), now=clock.now)


@app.periodic(cron="41 3 * * *")
@app.task(name="allocation.forget", queue="housekeeping", queueing_lock="allocation.forget")
def forget(timestamp: int) -> None:
    """Every night, forget what old searches knew of people."""
    schedules.forget(at=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="allocation.sweep", queue="plans", queueing_lock="allocation.sweep")
def sweep(timestamp: int) -> None:
    """Every few minutes, end what died with its worker."""
    searching.sweep(at=clock.now())
    publishing_later.sweep(at=clock.now())
