"""Who is written to about a profile; and that no letter says anything of it."""

from tests.factories.findings import SAID, released, sent
from tests.findings.conftest import FOCUS

from trigpoint.findings.actions import school
from trigpoint.messaging.models import Mail


def letters():
    return [(mail.to, mail.subject) for mail in Mail.objects.order_by("created_at")]


def test_the_head_is_told_of_the_check_and_the_lead_of_the_answer(w, at):
    sent(w, FOCUS, at=at)
    assert letters() == [(w.host_head.email, "Something to check, with a date")]
    assert "Monday 18 January 2027" in Mail.objects.get().text
    school.answer_factual_check(actor=w.host_head, at=at, review=w.review, agrees=True)
    assert letters()[1:] == [(w.lead.email, "An answer has come in")]


def test_the_school_and_the_facilitator_are_told_of_the_release(w, at):
    released(w, FOCUS, at=at)
    told = {to for to, subject in letters() if subject == "Something is there to be read"}
    assert {w.host_head.email, w.facilitator.email} <= told
    assert not [mail for mail in Mail.objects.all() if SAID in mail.text or "fractions" in mail.text.casefold()]
