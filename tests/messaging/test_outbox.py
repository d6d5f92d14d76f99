import datetime as dt
import smtplib

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.mail import Mailbox

from trigpoint.messaging import queries
from trigpoint.messaging.actions import deliver, send
from trigpoint.messaging.models import Mail

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def server(mail_server: Mailbox, settings: object) -> Mailbox:
    options = {"host": mail_server.host, "port": mail_server.port, "timeout": 5}
    smtp = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    settings.MAILERS = {**settings.MAILERS, "smtp": smtp}
    settings.MAIL_SERVER = mail_server.host
    return mail_server


def queue(**given: str) -> Mail:
    words = {"to": "amira.okafor@example.org", "subject": "Your visit", "text": "It is on Tuesday.", **given}
    mail_id = send.queue(**words)
    return Mail.objects.get(pk=mail_id)


def test_a_mail_reaches_its_reader(server: Mailbox, at: dt.datetime) -> None:
    mail = queue(html="<p>It is on Tuesday.</p>", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    deliver.deliver(mail_id=mail.pk, at=at)
    [received] = server.received
    assert received["Message-ID"].startswith(f"<{mail.pk}@")
    assert (received["To"], received["Subject"]) == ("amira.okafor@example.org", "Your visit")
    assert received.get_body(("plain",)).get_content().strip() == "It is on Tuesday."
    assert [part.get_filename() for part in received.iter_attachments()] == ["dates.ics"]


def test_the_words_are_erased_once_sent(server: Mailbox, at: dt.datetime) -> None:
    mail = queue(html="<p>It is on Tuesday.</p>")
    deliver.deliver(mail_id=mail.pk, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.text, mail.html) == ("sent", at, "", "")


def test_it_is_sent_once(server: Mailbox, at: dt.datetime) -> None:
    mail = queue()
    deliver.deliver(mail_id=mail.pk, at=at)
    deliver.deliver(mail_id=mail.pk, at=at)
    assert len(server.received) == 1


def test_one_key_is_one_mail() -> None:
    queue(key="invitation:1")
    assert send.queue(to="a@example.org", subject="Again", text="Again", key="invitation:1") is None
    assert Mail.objects.count() == 1


def test_what_is_undone_is_never_told() -> None:
    jobs = ProcrastinateJob.objects.count()
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert Mail.objects.count() == 0
    assert ProcrastinateJob.objects.count() == jobs


def test_a_busy_server_is_asked_again_later(server: Mailbox, at: dt.datetime) -> None:
    server.answers.append("451 try later")
    mail = queue()
    deliver.deliver(mail_id=mail.pk, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.due_at) == ("queued", at + MINUTE)
    deliver.deliver(mail_id=mail.pk, at=at)
    assert server.received == []
    deliver.deliver(mail_id=mail.pk, at=at + MINUTE)
    assert len(server.received) == 1


def test_a_refused_mail_is_given_up_and_says_why(server: Mailbox, at: dt.datetime) -> None:
    server.answers.append("550 no such person")
    mail = queue()
    deliver.deliver(mail_id=mail.pk, at=at)
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert "no such person" in mail.problem


def test_a_server_that_stays_away_is_given_up_in_the_end(settings: object, at: dt.datetime) -> None:
    settings.MAILERS = {**settings.MAILERS, "smtp": {"BACKEND": "tests.messaging.test_outbox.Absent"}}
    settings.MAIL_SERVER = "mail.example.org"
    mail = queue()
    for attempt in range(deliver.MOST_ATTEMPTS):
        deliver.deliver(mail_id=mail.pk, at=at + attempt * deliver.LONGEST_WAIT)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", deliver.MOST_ATTEMPTS)


class Absent:
    def __init__(self, **_: object) -> None: ...

    def send_messages(self, _: object) -> int:
        raise smtplib.SMTPConnectError(421, "closed")


def test_without_a_server_mails_wait(at: dt.datetime) -> None:
    mail = queue()
    deliver.deliver(mail_id=mail.pk, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("queued", 0)


def test_the_demonstration_keeps_mails_to_be_read(settings: object, at: dt.datetime) -> None:
    settings.DEMO = True
    mail = queue()
    deliver.deliver(mail_id=mail.pk, at=at)
    [kept] = queries.recent_mail()
    assert (kept.state, kept.text) == ("kept", "It is on Tuesday.")


def test_a_lease_that_ran_out_is_flagged(at: dt.datetime) -> None:
    mail = queue()
    Mail.objects.update(state="sending", attempts=1, lease_until=at)
    assert deliver.sweep(at=at + MINUTE) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.maybe_twice, mail.lease_until) == ("queued", True, None)


def test_the_sweeper_leaves_alone_what_is_being_sent_or_not_due(at: dt.datetime) -> None:
    queue()
    Mail.objects.update(state="sending", attempts=1, lease_until=at + MINUTE)
    later = queue()
    Mail.objects.filter(pk=later.pk).update(due_at=at + MINUTE)
    assert deliver.sweep(at=at) == 0


def test_other_packages_mails_go_through_the_outbox() -> None:
    assert settings.MAILERS["default"]["BACKEND"].endswith("OutboxBackend")
    send_mail("Your code", "123456", None, ["a@example.org", "b@example.org"])
    assert sorted(Mail.objects.values_list("to", "text")) == [("a@example.org", "123456"), ("b@example.org", "123456")]
    assert queries.counts_by_state() == {"queued": 2}
