"""A worker may die at any moment, and every mail arrives: once, or flagged as maybe twice."""

import asyncio
import datetime as dt
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.mail import Mailbox

from trigpoint.config import processes
from trigpoint.kernel import clock
from trigpoint.messaging.actions import deliver, send
from trigpoint.messaging.models import Mail

MAILS = 40


@pytest.fixture
def start_worker(
    transactional_db: None, mail_server: Mailbox, tmp_path: Any
) -> Iterator[Callable[[], subprocess.Popen]]:
    given = connection.settings_dict
    started: list[subprocess.Popen] = []
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST']}&port={given['PORT'] or 5432}",
        "DJANGO_SETTINGS_MODULE": "trigpoint.config.settings",
        "EMAIL_HOST": mail_server.host,
        "EMAIL_PORT": str(mail_server.port),
        "EMAIL_SECURITY": "none",
    }

    def start() -> subprocess.Popen:
        command = processes.worker().command
        with (tmp_path / "worker.log").open("a") as log:
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


def still_to_send() -> int:
    return Mail.objects.exclude(state="sent").count()


def test_a_committed_mail_is_sent_at_once(start_worker: Callable[[], subprocess.Popen], mail_server: Mailbox) -> None:
    start_worker()
    send.queue(to="daniel.osei@example.org", subject="Your code", text="123456")
    wait_until(lambda: still_to_send() == 0, seconds=30)
    assert [mail["To"] for mail in mail_server.received] == ["daniel.osei@example.org"]


def test_the_worker_sweeps_by_itself(start_worker: Callable[[], subprocess.Popen], mail_server: Mailbox) -> None:
    """The queue's message is lost; the sweeper, inside a worker, finds the row."""
    send.queue(to="daniel.osei@example.org", subject="Your code", text="123456")
    ProcrastinateJob.objects.all()._raw_delete("default")
    app.configure_task("messaging.sweep", queue="mail").defer(timestamp=0)
    start_worker()
    wait_until(lambda: still_to_send() == 0, seconds=30)
    assert len(mail_server.received) == 1


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long)])
def test_killed_workers_lose_no_mail(
    seed: int, start_worker: Callable[[], subprocess.Popen], mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = Mailbox.handle_DATA

    async def slowly(self: Mailbox, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(0.02)
        answer = await take(self, server, session, envelope)
        await asyncio.sleep(0.02)  # a worker killed here has sent without knowing it
        return answer

    monkeypatch.setattr(Mailbox, "handle_DATA", slowly)
    chance = random.Random(seed)
    for number in range(MAILS):
        send.queue(to=f"reader{number}@example.org", subject="Dates", text="…")
    for killed in range(1, 3):
        worker = start_worker()
        enough = MAILS * killed // 5
        wait_until(lambda enough=enough: len(mail_server.received) >= enough, seconds=30)
        time.sleep(chance.random() * 0.05)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        deliver.sweep(at=clock.now() + deliver.LEASE + dt.timedelta(seconds=1))
    start_worker()
    wait_until(lambda: still_to_send() == 0, seconds=30)
    times = Counter(mail["Message-ID"].partition("@")[0].strip("<") for mail in mail_server.received)
    assert len(times) == MAILS
    flagged = {str(pk) for pk in Mail.objects.filter(maybe_twice=True).values_list("pk", flat=True)}
    assert {pk for pk, count in times.items() if count > 1} <= flagged
