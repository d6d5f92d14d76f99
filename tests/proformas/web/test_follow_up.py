"""Accreditations that outlive the review, looking back at the last one, and what reviewers take home."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.people import AccountFactory, appoint
from tests.factories.proformas import STAGES, STORY, everything, model_with
from tests.factories.programmes import review_model
from tests.factories.reviews import Whole, review, whole
from tests.people.web.test_tokens import bearer
from tests.sign_in import signed_in

from trigpoint.access.roles import Place, Role
from trigpoint.home.queries import work
from trigpoint.kernel.errors import Refused, Stale
from trigpoint.people.queries.hats import hats_of
from trigpoint.proformas import actions
from trigpoint.proformas.actions import sheets
from trigpoint.proformas.models import Accreditation, TakeAway
from trigpoint.proformas.queries import accreditations, look_back
from trigpoint.proformas.queries.look_back import Point

pytestmark = pytest.mark.django_db
KIND = "area_of_excellence"


@pytest.fixture
def people(time_machine: Any, at: dt.datetime) -> Whole:
    time_machine.move_to(at)
    return whole(review_model=everything(), state="under_way")


def _accredited(people: Whole, at: dt.datetime) -> Accreditation:
    row = actions.accreditations.nominate(
        actor=people.host_head, at=at, review=people.review, kind=KIND, what="Reading for pleasure"
    )
    actions.accreditations.record_seen(
        actor=people.reviewer, at=at, accreditation=row, seen="Books in every room", version=1
    )
    actions.accreditations.decide(actor=people.lead, at=at, accreditation=row, accredit=True, version=2)
    row.refresh_from_db()
    return row


def test_put_forward_looked_at_and_accredited_through_pages(people: Whole) -> None:
    listed = reverse("proformas:accreditations", args=[people.review.pk])
    head, lead = signed_in(Client(), people.host_head), signed_in(Client(), people.lead)
    typed = {"what": "Reading for pleasure", "why": "All years read", "contact": "The English lead"}
    assert head.post(reverse("proformas:nominate", args=[people.review.pk, KIND]), typed).status_code == 302
    row = Accreditation.objects.get()
    decide = reverse("proformas:decide", args=[people.review.pk, row.pk])
    assert lead.post(decide, {"accredit": "yes", "version": 1}).status_code == 403
    seen = reverse("proformas:seen", args=[people.review.pk, row.pk])
    assert lead.post(seen, {"seen": "Books in every room", "impact": "", "version": 1}).status_code == 302
    assert lead.post(decide, {"accredit": "yes", "version": 2}).status_code == 302
    page = head.get(listed).content.decode()
    assert "Accredited until 14 January 2030" in page
    assert "Books in every room" in page
    assert signed_in(Client(), people.governor).get(listed).status_code == 403


def test_a_second_page_does_not_put_it_differently_unseen(people: Whole) -> None:
    url = reverse("proformas:nominate", args=[people.review.pk, KIND])
    head, leader = signed_in(Client(), people.host_head), signed_in(Client(), people.host_leader)
    assert head.post(url, {"what": "Reading for pleasure", "version": 0}).status_code == 302
    answer = leader.post(url, {"what": "Our choir", "version": 0})
    assert answer.status_code == 409
    assert "Reading for pleasure" in answer.content.decode()
    assert Accreditation.objects.get().what == "Reading for pleasure"
    assert leader.post(url, {"what": "Our choir", "version": 1}).status_code == 302
    assert Accreditation.objects.get().what == "Our choir"


def test_a_form_that_puts_something_forward_can_be_sent_in_again_after_the_team_has_looked(at: dt.datetime) -> None:
    form = {**STORY, "fields": [{"key": "what", "label": "What?", "kind": "line", "required": True}]}
    kind = {"key": KIND, "title": "Area of Excellence", "months": 36, "nominated_by": "form:story"}
    people = whole(review_model=model_with(forms=[form], stages=[*STAGES, *_stages()], accreditations=[kind]))
    by: dict[str, Any] = {"actor": people.host_head, "at": at, "review": people.review, "form": "story"}
    sheets.save(**by, answers={"what": "Reading for pleasure"})
    sheets.send(**by)
    row = Accreditation.objects.get()
    actions.accreditations.record_seen(actor=people.lead, at=at, accreditation=row, seen="Books", version=1)
    sheets.reopen(**by)
    sheets.save(**by, answers={"what": "Our choir"}, versions={"what": 1})
    sheets.send(**by)

    assert Accreditation.objects.get().what == "Reading for pleasure"


def _stages() -> list[dict[str, Any]]:
    return list(review_model().definition["stages"])


def test_only_what_was_looked_at_is_accredited_and_nothing_twice(people: Whole, at: dt.datetime) -> None:
    row = _accredited(people, at)
    with pytest.raises(Refused, match="decided"):
        actions.accreditations.record_seen(
            actor=people.lead, at=at, accreditation=row, seen="More", version=row.version
        )
    with pytest.raises(Stale):
        actions.accreditations.decide(actor=people.lead, at=at, accreditation=row, accredit=False, version=1)
    with pytest.raises(Refused, match="as it was put forward"):
        actions.accreditations.nominate(
            actor=people.host_head, at=at, review=people.review, kind=KIND, what="Something else"
        )


def test_it_is_valid_in_later_reviews_and_lapses_by_its_date(people: Whole, at: dt.datetime) -> None:
    """Case C: accredited in one year, valid in the next review, lapsed by its date, when the review is long gone."""
    row = _accredited(people, at)
    next_year = dt.date(2028, 1, 12)
    held = accreditations.valid(people.host.pk, people.network.pk, on=next_year)
    assert [each.row.what for each in held] == ["Reading for pleasure"]
    people.review.stages.all().delete()
    people.review.delete()
    assert accreditations.valid(people.host.pk, people.network.pk, on=row.expires_on)
    (gone,) = accreditations.of_school(people.host.pk, people.network.pk, on=row.expires_on + dt.timedelta(days=1))
    assert gone.status == "lapsed"


def test_other_schools_read_what_is_shared(people: Whole, at: dt.datetime) -> None:
    row = _accredited(people, at)
    mine = reverse("proformas:my_accreditations")
    share = reverse("proformas:share_accreditation", args=[row.pk])
    head, other = signed_in(Client(), people.host_head), signed_in(Client(), people.reviewer)
    assert "Reading for pleasure" in head.get(mine).content.decode()
    assert "Reading for pleasure" not in other.get(mine).content.decode()
    assert other.post(share, {"with_network": "yes"}).status_code == 404
    head.post(share, {"with_network": "yes", "contact": "The English lead"})
    page = other.get(mine).content.decode()
    assert "Reading for pleasure" in page
    assert "The English lead" in page
    head.post(reverse("proformas:withdraw_accreditation", args=[row.pk]))
    assert "Reading for pleasure" not in other.get(mine).content.decode()


def test_take_aways_are_private_until_they_are_shared(people: Whole, at: dt.datetime) -> None:
    url, mine = reverse("proformas:take_aways", args=[people.review.pk]), reverse("proformas:my_take_aways")
    reviewer = signed_in(Client(), people.reviewer)
    typed = {"learned": "Peer tutors", "action": "Try peer tutors in Year 4"}
    assert (
        reviewer.post(url, typed | {"due_on-day": "1", "due_on-month": "2", "due_on-year": "2027"}).status_code == 302
    )
    row = TakeAway.objects.get()
    head = AccountFactory()
    appoint(head, Role.HEAD, Place.SCHOOL, people.reviewer_school, people.network)
    own_head = signed_in(Client(), head)
    assert "peer tutors" not in own_head.get(mine).content.decode()
    change = reverse("proformas:change_take_away", args=[row.pk])
    assert own_head.get(change).status_code == 404
    fields = typed | {"is_shared": "on", "version": "1", "came_of_it": ""}
    assert reviewer.post(change, fields).status_code == 302
    assert "Try peer tutors in Year 4" in own_head.get(mine).content.decode()
    for who in (people.host_head, people.lead, people.partnership_lead):
        assert "peer tutors" not in signed_in(Client(), who).get(mine).content.decode()
    assert signed_in(Client(), people.host_head).get(url).status_code == 403
    with pytest.raises(Stale):
        actions.take_aways.change(actor=people.reviewer, at=at, take_away=row, version=1, learned="x")
    items = work.items(hats_of(people.reviewer.pk, on=at.date()), on=at.date())
    assert "Try peer tutors in Year 4" not in [item.text for item in items]  # the day was taken away with the change
    assert reviewer.post(reverse("proformas:remove_take_away", args=[row.pk])).status_code == 302
    assert not TakeAway.objects.exists()


def test_a_model_that_keeps_none_of_it_has_no_pages_for_it() -> None:
    people = whole()
    head, lead = signed_in(Client(), people.host_head), signed_in(Client(), people.lead)
    assert head.get(reverse("proformas:accreditations", args=[people.review.pk])).status_code == 404
    assert head.get(reverse("proformas:look_back", args=[people.review.pk])).status_code == 403
    assert lead.get(reverse("proformas:take_aways", args=[people.review.pk])).status_code == 403
    page = head.get(reverse("reviews:review", args=[people.review.pk])).content.decode()
    for word in ("Looking back", "Accreditation", "Forms"):
        assert word not in page


def test_the_school_says_what_became_of_the_last_review(
    people: Whole, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = review(
        people.group, host=people.host, visit_starts_on=dt.date(2026, 1, 14), state="closed",
        cycle=people.group.cycle.__class__.objects.create(
            network=people.network, partnership=people.partnership, number=9, name="2025/26",
            starts_on=dt.date(2025, 9, 1), ends_on=dt.date(2026, 8, 31),
        ),
    )  # fmt: skip
    point = Point(key="EBI-1", area="Leadership", text="Middle leaders check what pupils remember")
    monkeypatch.setattr(look_back, "_sources", [lambda found: [point] if found.pk == before.pk else []])
    _accredited(people, at)
    page = reverse("proformas:look_back", args=[people.review.pk])
    head = signed_in(Client(), people.host_head)
    assert "Not said yet" in head.get(page).content.decode()
    say = reverse("proformas:say_what_became", args=[people.review.pk, "EBI-1"])
    assert head.post(say, {"became": "done", "note": "Seen in books", "version": 0}).status_code == 302
    lead = signed_in(Client(), people.lead)
    text = lead.get(page).content.decode()
    assert "Done, and it shows" in text
    assert "Reading for pleasure" in text
    assert lead.post(say, {"became": "not_yet"}).status_code == 403
    assert head.post(say, {"became": "not_yet", "note": "", "version": 0}).status_code == 409
    (told,) = Client().get(f"/api/reviews/{people.review.pk}/look-back", headers=bearer(people.lead)).json()
    assert told["became"] == "done"
