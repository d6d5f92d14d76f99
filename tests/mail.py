"""A real mail server, for tests of what is really sent."""

import dataclasses
import email
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclasses.dataclass
class Mailbox:
    """What the server has taken, in order. `answers` are given to the next mails instead of taking them."""

    host: str
    port: int
    received: list[EmailMessage] = dataclasses.field(default_factory=list)
    answers: list[str] = dataclasses.field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        self.received.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[Mailbox]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mailbox = Mailbox(host="127.0.0.1", port=port)
    controller = Controller(mailbox, hostname=mailbox.host, port=port)
    controller.start()
    yield mailbox
    controller.stop()
