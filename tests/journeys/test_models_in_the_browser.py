"""
Three other review models through the pages, in real Chromium, each from start to end: everybody at their own browser.

What is particular to a model is done on its pages; what is the same as in test_browser.py goes through the API.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import agreement_text, partnership
from tests.journeys.calling import Caller
from tests.journeys.pages import Journey
from tests.journeys.setting import SCHOOLS, independent, moment, named, noted, planned, somebody
from trigpoint.access.roles import Role
from trigpoint.people.models import Account

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]

FIRST, SECOND, THIRD = dt.date(2027, 1, 13), dt.date(2027, 1, 14), dt.date(2027, 1, 15)
JOINT = dt.date(2028, 6, 14)
QUADRANTS = {
    "AC1": "Progress of every learner",
    "WB1": "Being well",
    "PF1": "Understanding and shaping our future",
    "FC1": "Families",
}
AREAS = {
    "LAL": "Leadership at all levels",
    "QPO": "Quality of provision and outcomes",
    "DAN": "Disadvantaged pupils and pupils with additional needs",
}
SEEN = "Six pupils explained the step to a partner"
NONE_NEAR = "Nobody from further away was free"


class Story(Journey):
    """One partnership that follows one model, and its review of the first school."""

    def __init__(
        self, new_page: Callable[..., Page], time_machine: Any, model: str, day: dt.date, schools: int
    ) -> None:
        super().__init__(new_page, time_machine)
        self.now(day)
        self.group = partnership([SchoolFactory(name=name) for name in SCHOOLS[:schools]], model=model)
        self.call = Caller()
        self.hub = named(self.group.lead, "Piotr Zieliński")
        self.head = named(self.group.heads[0], "Tomos Prydderch")
        self.host_leader = named(self.group.leaders[0], "Grace Adeyemi")
        self.review = ""
        self.lead: Account = named(self.group.heads[1], "Amira Okafor")
        names = ("Daniel Osei", "Megan Hughes")
        self.reviewers = [named(person, name) for person, name in zip(self.group.leaders[2:], names, strict=False)]
        self.sponsor = somebody(self.group, Role.STAFF, "Yusuf Rahman")
        self.governor = somebody(self.group, Role.GOVERNOR, "Helen Marsh")

    def api(self, person: Account, operation: str, **values: Any) -> Any:
        return self.call(person, operation, review_id=self.review, **values)

    @property
    def at(self) -> str:
        return f"/reviews/{self.review}"

    def pack(self) -> None:
        self.api(self.head, "reviews.add_pack_item", kind="note", title="Plan", subject="plan", text="Three aims")
        self.api(self.head, "reviews.release_pack")

    def fills(self, person: Account, form: str, place: str = "review", **answers: Any) -> None:
        self.api(person, "proformas.save_form", form=form, place=place, answers=answers, versions={})
        self.api(person, "proformas.send_form", form=form, place=place)

    def agree(self, *aspects: str) -> None:
        """Lead and head agree on what the review looks at."""
        self.api(self.lead, "reviews.save_focus", version=0, aspects=list(aspects), story="A settled staff")
        version = self.api(self.lead, "reviews.focus")["version"]
        for person in (self.lead, self.head):
            self.api(person, "reviews.agree_focus", version=version)

    def not_done(self) -> list[str]:
        return [stage["key"] for stage in self.api(self.head, "reviews.get")["stages"] if not stage["done_on"]]

    def ends(self) -> None:
        assert self.problems == [], "\n".join(self.problems)


# A review as an enquiry


def test_an_enquiry(new_page: Callable[..., Page], time_machine: Any) -> None:
    story = Story(new_page, time_machine, "spp-enquiry", dt.date(2026, 11, 23), 4)
    story.review = planned(story.call, story.group, FIRST)
    the_school_answers_in_words(story)
    the_two_agree_their_questions(story)
    each_says_how_strong_the_evidence_is(story)
    the_account_is_written_checked_and_released(story)
    they_act_on_it_and_look_at_what_came_of_it(story)
    story.ends()


def the_school_answers_in_words(story: Story) -> None:
    head = story.at_a_desk(story.head).opens("/").opens(f"{story.at}/").follows("Self-evaluation")
    head.follows("Write Closing gaps").never_reads("Effective", "Excellent", "statement")
    head.writes("Evidence", "Reading gaps have narrowed in four years.").presses("Save")
    head.reads("Saved “Closing gaps”.").opens(f"{story.at}/self-evaluation/").presses("It is complete")
    story.now(dt.date(2026, 12, 14))
    story.pack()


def the_two_agree_their_questions(story: Story) -> None:
    story.now(dt.date(2027, 1, 6))
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("Focus")
    lead.follows("Choose what the review looks at").ticks("Curriculum").presses("Save").reads("Our Impact")
    lead.ticks("Closing gaps").presses("Save").follows("Add a line of enquiry")
    lead.writes("Question", "Whom does the help reach?").presses("Save").reads("Whom does the help reach?")
    lead.presses("I agree this focus")
    story.at_a_desk(story.head).opens("/").opens(f"{story.at}/focus/").presses("I agree this focus")
    for person in (story.lead, *story.reviewers):
        story.api(story.lead, "reviews.allocate", person_id=person.pk, aspects=["OI2", "LI2"])
    story.api(story.lead, "reviews.hold_briefing")


def each_says_how_strong_the_evidence_is(story: Story) -> None:
    reviewer, second = story.reviewers
    story.now(FIRST, 11)
    for code in ("OI2", "LI2"):
        for person, kind in ((reviewer, "OBS"), (second, "DPUPIL")):
            noted(story.call, story.review, person, code, kind, FIRST, SEEN)
    story.now(SECOND, 14)
    story.api(story.lead, "evidence.end_visit")
    story.api(second, "findings.propose", aspect="OI2", strength="some", commentary="Most of them.")
    for visitor in (story.on_a_phone(reviewer), story.at_a_desk(story.lead)):
        visitor.opens(f"{story.at}/").follows("Team meeting").follows("Closing gaps")
        visitor.never_reads("Effective", "Excellent", "statements fit").within("#propose")
        visitor.ticks_in("How strong is the evidence?", "Some evidence")
        visitor.writes("What we saw, and why we say so", "It reaches most.").presses("Save my proposal")
        visitor.reads("Your proposal is saved.")
    lead = visitor.reads("What Daniel Osei proposes", "Some evidence").within("#agree")
    lead.ticks_in("How strong is the evidence?", "Firm evidence")
    lead.writes("What we saw, and why we say so", "It reaches most, not those who are away.")
    lead.ticks_in("Which notes does it rest on?", "Lesson observation", "Discussion with pupils")
    lead.presses("Save for the team").reads("Firm evidence").follows("All questions").reads(
        "Nothing is agreed on 1 question yet"
    )
    notes = story.api(story.lead, "evidence.notes")
    found = [note["id"] for note in notes if "LI2" in note["aspects"]]
    mixed = {"strength": "mixed", "commentary": "Plans say one thing, books another.", "note_ids": found}
    story.api(story.lead, "findings.agree_position", aspect="LI2", version=0, **mixed)
    lead.opens(f"{story.at}/findings/").reads("Evidence that disagrees").presses("Close the team meeting")
    story.api(story.lead, "findings.record_feedback", given_at=moment(SECOND, 14), points=["Ask those who are away"])


def the_account_is_written_checked_and_released(story: Story) -> None:
    story.now(SECOND, 17)
    lead = story.at_a_desk(story.lead).opens("/").opens(f"{story.at}/findings/").follows("Draft the account")
    lead.writes("Improvement priority", "Reach those who are away.")
    lead.chooses("Which question does it come from?", "Closing gaps").presses("Save the priority")
    lead.presses("Send it to the head for a check of facts").reads("The head has the account")
    story.now(dt.date(2027, 1, 18), 10)
    head = story.at_a_desk(story.head).opens("/").opens(f"{story.at}/").follows("Account").follows("Check the facts")
    head.ticks("Yes, the facts are right").presses("Send my answer").follows("Write a reply")
    head.writes("The school's reply", "We had asked ourselves the same.").presses("Save the reply")
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/profile/").follows("Release it")
    lead.presses("Release it to the school").reads("The account is released.")
    head.opens(f"{story.at}/profile/").reads("What we found out together", "Our questions", "Firm evidence")
    head.reads("We had asked ourselves the same.").never_reads("Effective", "Excellent", "Inspirational")
    assert head.presses_for_a_file("Take it as PDF").startswith(b"%PDF")
    head.follows("Where it touches areas of inspection").never_reads("Outstanding", "Requires improvement")


def they_act_on_it_and_look_at_what_came_of_it(story: Story) -> None:
    story.now(dt.date(2027, 1, 20), 16)
    facilitator, champion = story.group.champions[3], story.group.champions[0]
    rows = story.api(facilitator, "improvement.workshop")["attendances"]
    entries = [{"attendance_id": row["id"], "came": "came"} for row in rows]
    story.api(facilitator, "improvement.record_attendance", entries=entries)
    told = {"text": "Some are never there", "aspect": "OI2"}
    issue = story.api(facilitator, "improvement.add_issue", **told)["id"]
    story.api(facilitator, "improvement.add_cause", issue_id=issue, text="Nobody rings twice")
    option = story.api(facilitator, "improvement.add_option", issue_id=issue, text="Ring on day one")["id"]
    story.api(facilitator, "improvement.decide_option", option_id=option, version=1, choice="term")
    story.api(facilitator, "improvement.hold_workshop", held_on=dt.date(2027, 1, 20))
    story.api(
        champion, "improvement.add_action", issue="Some are never there", aspect="OI2", text="Ring on day one",
        owner="Office", measure="Days until the first call", baseline="9", target="1", due_on=dt.date(2027, 3, 12),
    )  # fmt: skip
    story.api(story.head, "improvement.add_telling", audience="Staff", what="the whole account")
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Action plan")
    head.presses("Agree this plan for the school").reads("Agreed on 20 January by Tomos Prydderch.", "Impact review on")
    story.api(story.head, "assurance.give_process_feedback", went_well="They asked first")
    story.now(dt.date(2027, 4, 21))
    head = story.at_a_desk(story.head).opens("/").opens(f"{story.at}/").follows("Action plan")
    head.follows("progress on Ring on day one").ticks("target met").writes("Latest", "1").presses("Save")
    head.presses("Record the impact review")
    assert story.not_done() == []


# Quality assurance by a hub


def test_a_quality_assurance_review(new_page: Callable[..., Page], time_machine: Any) -> None:
    story = Story(new_page, time_machine, "cp-quality-assurance", dt.date(2026, 11, 23), 4)
    for kind in ("memorandum", "data_sharing"):
        agreement_text(story.group.programme, kind)
    story.lead = independent(story.group)
    plan = {"cycle_id": story.group.cycle.pk, "host_id": story.group.schools[0].pk, "visit_starts_on": FIRST}
    story.review = str(story.call(story.hub, "reviews.plan", **plan, visit_days=3)["id"])
    for person in (story.lead, *story.reviewers):
        role = "lead_reviewer" if person == story.lead else "reviewer"
        story.api(story.hub, "reviews.appoint", person_id=person.pk, role=role, reason=NONE_NEAR)
    the_school_puts_something_forward(story)
    the_lead_signs_and_the_team_promises(story)
    the_lead_analyses_and_pairs_each_activity(story)
    the_team_agrees_estimates_and_points(story)
    the_head_says_how_the_school_sees_it(story)
    the_area_of_excellence_is_accredited(story)
    the_report_is_looked_through_before_it_is_released(story)
    head_and_hub_read_it_and_reviewers_do_not(story)
    the_hub_follows_it_up(story)
    story.ends()


def the_school_puts_something_forward(story: Story) -> None:
    own = {"aspect": "LAL", "level": "S", "versions": {}, "evidence": "Middle leaders decide"}
    story.api(story.host_leader, "reviews.save_self_evaluation", **own)
    story.api(story.head, "reviews.complete_self_evaluation")
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Area of Excellence")
    head.writes("What is it?", "Talk in every lesson").writes("Why do you put it forward?", "Pupils explain.")
    head.presses("Send it in").reads("What difference does it make to pupils? Write something")
    head.writes("What difference does it make to pupils?", "They reason aloud.").presses("Send it in")
    head.reads("“Area of Excellence” is sent in.").presses("This stage is done").reads("This stage is done.")


def the_lead_signs_and_the_team_promises(story: Story) -> None:
    agreements = f"/partnerships/{story.group.partnership.pk}/agreements/"
    lead = story.at_a_desk(story.lead).opens(agreements)
    for _kind in range(2):
        lead.follows("Read and sign").ticks_what_begins_with("I have read this agreement").presses("Sign")
    story.pack()
    reviewer = story.on_a_phone(story.reviewers[0]).opens(f"{story.at}/").follows("How I will review")
    for words in ("I will have read", "I will do each", "I will say what", "I will keep", "I will leave"):
        reviewer.ticks_what_begins_with(words)
    reviewer.presses("Send it in").reads("“How I will review” is sent in.")
    promised = dict.fromkeys(("prepared", "together", "evidence", "quiet", "kind"), True)
    for person in (story.lead, story.reviewers[1]):
        story.fills(person, "protocol", f"person-{person.pk}", **promised)


def the_lead_analyses_and_pairs_each_activity(story: Story) -> None:
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("Pre-review analysis")
    lead.follows(f"Pre-review analysis {AREAS['LAL']}")
    lead.writes("What can't be told from figures and papers?", "Who decides what\nWho asks")
    lead.writes("What shall we look at together?", "Sit in when middle leaders meet.").presses("Send it in")
    for code in ("QPO", "DAN"):
        place = f"area-{code}"
        story.fills(story.lead, "pre_review_analysis", place, unclear=["Who decides"], look="Work in three subjects")
    reviewer = story.on_a_phone(story.reviewers[0]).opens(f"{story.at}/forms/at/analysis/")
    reviewer.follows(f"Pre-review analysis {AREAS['LAL']}").reads("Sit in when")
    story.now(dt.date(2027, 1, 6))
    story.agree(*AREAS)
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/timetable/").follows("Add an activity")
    lead.writes("From", "09:00").writes("Until", "09:30").writes("What happens", "Reading in Year 4")
    lead.chooses("Kind of evidence", "Learning walk together").ticks("Daniel Osei", AREAS["QPO"]).presses("Save")
    lead.chooses("Together with a leader of the school", "Grace Adeyemi").presses("Save")
    lead.reads("“Reading in Year 4” is in the timetable.", "Grace Adeyemi")
    for person in (story.lead, *story.reviewers):
        story.api(story.lead, "reviews.allocate", person_id=person.pk, aspects=list(AREAS))
    story.api(story.lead, "reviews.hold_briefing")


def the_team_agrees_estimates_and_points(story: Story) -> None:
    reviewer, second = story.reviewers
    story.now(FIRST, 11)
    notes = {
        code: [
            noted(story.call, story.review, reviewer, code, "WALK", FIRST, SEEN),
            noted(story.call, story.review, second, code, "DPUPIL", FIRST, SEEN),
        ]
        for code in AREAS
    }
    story.now(THIRD, 14)
    story.api(story.lead, "evidence.end_visit")
    points = [{"under": "WWW", "text": "Pupils explain", "note_ids": []}]
    for person in (story.lead, reviewer, second):
        for code in AREAS:
            if (person, code) != (reviewer, "LAL"):
                story.api(person, "findings.propose", aspect=code, level="W", points=points)
    desk = story.at_a_desk(reviewer).opens(f"{story.at}/findings/").follows(AREAS["LAL"]).within("#propose")
    desk.ticks_in("Where does the school stand here?", "Secure")
    desk.writes("Even better if, point 1", "New leaders had somebody to ask").presses("Save my proposal")
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/findings/").follows(AREAS["LAL"])
    lead.reads("New leaders had somebody to ask").within("#agree")
    lead.ticks_in("Where does the school stand here?", "Secure")
    lead.writes("What went well, point 1", "Middle leaders decide")
    lead.writes("Even better if, point 1", "New leaders had somebody to ask")
    lead.writes("What we saw, and why we say so", "Many lead here.")
    lead.ticks_in("Which notes does it rest on?", "Learning walk together", "Talk with pupils")
    lead.presses("Save for the team").within("#agree")  # each point on notes of its own
    lead.ticks_in("Notes under point 1 of What went well", "Learning walk together")
    lead.ticks_in("Notes under point 1 of Even better if", "Talk with pupils").presses("Save for the team")
    lead.reads("Saved what the team says on this area.")
    good = {
        "level": "L", "commentary": "Talk is everywhere.", "note_ids": notes["QPO"],
        "points": [
            {"under": "WWW", "text": "Pupils explain to each other", "note_ids": notes["QPO"][:1]},
            {"under": "EBI", "text": "Writing followed talk sooner", "note_ids": notes["QPO"][1:]},
        ],
    }  # fmt: skip
    story.api(story.lead, "findings.agree_position", aspect="QPO", version=0, **good)
    away = {"not_enough_evidence": True, "commentary": "Two of the pupils were away."}
    story.api(story.lead, "findings.agree_position", aspect="DAN", version=0, **away)
    story.api(story.lead, "findings.close_team_meeting")
    story.api(story.lead, "findings.record_feedback", given_at=moment(THIRD, 14), points=["Talk carries this school"])


def the_head_says_how_the_school_sees_it(story: Story) -> None:
    story.now(THIRD, 16)
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/findings/").follows("Draft the report")
    lead.writes("The school", "A school of 240.").writes("What the school would like from the hub", "A partner.")
    lead.presses("Save what you wrote").reads("Saved what you wrote.")
    lead.presses("Send it to the headteacher for a check of facts").reads("has not said yet")
    head = story.at_a_desk(story.head).opens("/").reads("Say whether your school sees 3 findings so too")
    head.opens(f"{story.at}/").follows("What the team found").reads("Secure", "New leaders had somebody to ask")
    head.follows(f": {AREAS['QPO']}").ticks("We see it otherwise")
    head.writes("How do you see it?", "We would not call it that yet.").presses("Save what the school says")
    for code in ("LAL", "DAN"):
        story.api(story.head, "findings.answer_position", aspect=code, version=1, agrees=True)
    lead.opens(f"{story.at}/profile/draft/").presses("Send it to the headteacher for a check of facts")
    lead.reads("The headteacher has the report")


def the_area_of_excellence_is_accredited(story: Story) -> None:
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("Accreditation").follows("Say what the team saw")
    lead.writes("What did the team see of it?", "In every room we saw.")
    lead.writes("What difference does it make?", "Pupils reason aloud.").presses("Save")
    lead.follows("Decide whether it is accredited").ticks("Yes").presses("Decide").reads(
        "Accredited until 15 January 2030"
    )


def the_report_is_looked_through_before_it_is_released(story: Story) -> None:
    story.now(dt.date(2027, 1, 20), 10)
    wrong = {"LAL": "We have 260 pupils"}
    story.api(story.head, "findings.answer_factual_check", agrees=False, corrections=wrong)
    correction = story.api(story.lead, "findings.corrections")[0]["id"]
    answer = {"correction_id": correction, "outcome": "taken", "answer": "Put right."}
    story.api(story.lead, "findings.settle_correction", **answer)
    staff = story.at_a_desk(story.group.staff).opens("/").reads("before it is released")
    staff.opens(f"{story.at}/profile/").follows("Look through it before it is released")
    staff.ticks("Not yet: something is to be changed").writes("What is to be changed", "Say how many pupils.")
    staff.presses("Save")
    lead = story.at_a_desk(story.lead).opens(f"{story.at}/profile/").reads("Say how many pupils.")
    lead.follows("Draft and send").writes("The school", "A school of 260.").presses("Save what you wrote")
    lead.opens(f"{story.at}/profile/release/").presses("Release it to the school").reads("looked at again")
    story.api(story.group.staff, "findings.check_quality", passed=True)
    lead.presses("Release it to the school").reads("The report is released.")


def head_and_hub_read_it_and_reviewers_do_not(story: Story) -> None:
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Report")
    head.reads("Report of the review", "A school of 260.", "What went well", "Even better if", "Secure")
    head.reads("We would not call it that yet.", "accredited until 15 January 2030")
    assert head.presses_for_a_file("Take it as Word").startswith(b"PK")
    hub = story.at_a_desk(story.hub).opens(f"{story.at}/").follows("Report")
    hub.presses("Open the report").reads("Middle leaders decide")
    reviewer = story.at_a_desk(story.reviewers[0]).opens(f"{story.at}/")
    reviewer.never_reads("Middle leaders decide").is_refused(f"{story.at}/profile/")
    reviewer.is_refused(f"{story.at}/findings/")


def the_hub_follows_it_up(story: Story) -> None:
    story.api(
        story.host_leader, "improvement.add_action", issue="New leaders are alone", aspect="LAL", owner="Deputy head",
        text="A partner for each", measure="Partners met", baseline="0", target="6", due_on=dt.date(2027, 3, 12),
    )  # fmt: skip
    story.at_a_desk(story.host_leader).opens(f"{story.at}/").follows("Hub plan").reads("A partner for each")
    story.api(story.head, "improvement.add_telling", audience="Staff", what="the three areas")
    story.api(story.head, "improvement.agree_plan")
    story.api(story.head, "assurance.give_process_feedback", went_well="They asked first")
    assert story.not_done() == []


# A fellowship of two schools


def test_a_fellowship(new_page: Callable[..., Page], time_machine: Any) -> None:
    story = Story(new_page, time_machine, "soto-fellowship", dt.date(2026, 9, 14), 2)
    story.group.cycle.ends_on = dt.date(2028, 8, 31)
    story.group.cycle.save()
    plan = {"cycle_id": story.group.cycle.pk, "host_id": story.group.schools[0].pk, "visit_starts_on": JOINT}
    story.review = str(story.call(story.hub, "reviews.plan", **plan, visit_days=2)["id"])
    story.api(story.hub, "reviews.appoint", person_id=story.lead.pk, role="lead_reviewer")
    the_two_heads_set_out(story)
    head_to_head(story)
    students_find_out_and_an_adult_answers_for_it(story)
    those_it_is_for_say_how_far_it_has_come(story)
    the_two_heads_say_it_together(story)
    the_joint_statement_is_read(story)
    story.ends()


def the_two_heads_set_out(story: Story) -> None:
    partner = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("What we promise each other")
    partner.ticks("I stay with this for two years", "What I hear in the other school stays there")
    partner.presses("Send it in").reads("“What we promise each other” is sent in.")
    story.fills(story.head, "promise", f"person-{story.head.pk}", two_years=True, confidence=True)
    story.agree(*QUADRANTS)


def head_to_head(story: Story) -> None:
    story.now(dt.date(2026, 11, 9))
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Our own account")
    head.writes("What do we hold dear?", "Everybody has a say.").presses("Save").reads("Saved “Our own account”.")
    head.writes("Where do we stand, and who are we there for?", "A town on a river.")
    head.writes("What are we working on?", "Reading\nClubs").presses("Send it in").reads("Sent in")
    partner = story.at_a_desk(story.lead).opens(f"{story.at}/forms/at/own_account/")
    partner.follows("Read").reads("Everybody has a say.")
    story.now(dt.date(2027, 6, 17))
    partner = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("Record of a conversation")
    partner.writes_the_day("When did you meet?", dt.date(2027, 6, 16))
    partner.writes("What did you look at together?", "Clubs.").writes(
        "What does the partner take home?", "Run by pupils"
    )
    partner.presses("Send it in").reads("“Record of a conversation” is sent in.")
    partner.opens(f"{story.at}/").follows("What I take home").writes("What did you see that you want to try?", "Clubs")
    partner.writes("What will you do?", "Try one club").presses("Keep it").reads("Try one club")


def students_find_out_and_an_adult_answers_for_it(story: Story) -> None:
    research = story.at_a_desk(story.host_leader).opens(f"{story.at}/").follows("Research brief")
    research.writes(
        "How well does our school prepare us for the future? How do students put it in their own words?", "?"
    )
    research.writes("How will they find out?", "Asking each other.").writes("How many students take part?", "8")
    research.ticks("Families have been told, and have agreed")
    research.ticks("Every adult knows what to do when a child tells of a worry").presses("Send it in")
    sponsor = story.at_a_desk(story.sponsor).opens(f"{story.at}/").follows("Forms")
    sponsor.follows("Open Fieldwork").reads("without an account and without a name").follows("Fill it in")
    sponsor.writes("Whose words are these?", "Six of Year 5").writes("What did they find?", "We like the river.")
    sponsor.ticks_what_begins_with("I answer for this").presses("Send it in").reads("“A finding” is sent in.")
    research.opens(f"{story.at}/forms/at/fieldwork/").presses("This stage is done")
    story.now(dt.date(2028, 2, 7))
    story.call.tokens.clear()  # a token lasts a year at most
    sponsor = story.at_a_desk(story.sponsor).opens(f"{story.at}/").follows("Students' report")
    sponsor.writes("Whose words are these?", "Eight student researchers").writes("What did we ask?", "Does it help us?")
    sponsor.writes("What did we do to find out?", "We asked 90 others.").writes("What did we find?", "Clubs help most")
    sponsor.writes("What would we change?", "Ella Robinson should run the club").presses("Send it in")
    sponsor.reads("It looks like a name: Ella Robinson").writes("What would we change?", "Let us run clubs")
    sponsor.ticks_what_begins_with("I answer for this").presses("Send it in")
    sponsor.reads("“Students' report” is sent in.")


def those_it_is_for_say_how_far_it_has_come(story: Story) -> None:
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Who is asked, and how")
    head.ticks("Students", "Families", "Governors").writes("How are they asked?", "A picnic, and letters home.")
    head.presses("Send it in").reads("is sent in.")
    sponsor = story.at_a_desk(story.sponsor).opens(f"{story.at}/").follows("What we see of its progress")
    sponsor.writes("Whose words are these?", "Parents at the gate").writes(
        "Where has the school come further?", "Doors"
    )
    sponsor.ticks_what_begins_with("I answer for this").presses("Send it in")
    governor = story.on_a_phone(story.governor).opens(f"{story.at}/")
    governor.follows("What I see as a governor").writes("Where has the school come further?", "It asks before it acts.")
    governor.presses("Send it in").opens(f"{story.at}/forms/at/progress_seen/")
    governor.follows("Read").reads("Parents at the gate")


def the_two_heads_say_it_together(story: Story) -> None:
    story.now(JOINT, 11)
    notes = {
        code: noted(story.call, story.review, story.lead, code, "DPUPIL", JOINT, "Students showed what they had found")
        for code in QUADRANTS
    }
    story.now(JOINT + dt.timedelta(days=1), 14)
    story.api(story.lead, "evidence.end_visit")
    for code in ("WB1", "PF1", "FC1"):
        told = {"commentary": f"Told together, {code}", "note_ids": [notes[code]]}
        story.api(story.lead, "findings.propose", aspect=code, **told)
        story.api(story.lead, "findings.agree_position", aspect=code, version=0, **told)
    partner = story.at_a_desk(story.lead).opens(f"{story.at}/").follows("Team meeting").follows(QUADRANTS["AC1"])
    for part, button in (("#propose", "Save my proposal"), ("#agree", "Save for the team")):
        partner.within(part).writes("What we saw, and why we say so", "Told together, AC1")
        partner.ticks_in("Which notes does it rest on?", "Students tell").presses(button)
    partner.follows("All questions").presses("Close the team meeting").reads("What the school takes on")
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("What the school takes on")
    head.writes("What does the school take on next?", "Clubs run by pupils")
    head.writes("How do students and families hear what became of what they said?", "In assembly.").presses(
        "Send it in"
    )
    story.api(story.lead, "findings.close_team_meeting")
    head.opens(f"{story.at}/").follows("What the team found").follows(f": {QUADRANTS['AC1']}")
    head.ticks("Yes, we agree on this").presses("Save what the school says")
    for code in ("WB1", "PF1", "FC1"):
        story.api(story.head, "findings.answer_position", aspect=code, version=1, agrees=True)
    partner.opens(f"{story.at}/findings/").follows("Draft the joint statement").presses("Begin")
    partner.presses("Send it to the head for a check of facts").reads("The head has the joint statement")
    story.api(story.head, "findings.answer_factual_check", agrees=True)
    partner.opens(f"{story.at}/profile/release/").presses("Release it to the school")
    partner.reads("The joint statement is released.")


def the_joint_statement_is_read(story: Story) -> None:
    for reader in (story.on_a_phone(story.governor), story.at_a_desk(story.sponsor)):
        reader.opens(f"{story.at}/").follows("Joint statement")
        reader.reads("Let us run clubs", "Parents at the gate", "Told together, WB1", "Clubs run by pupils")
        reader.never_reads("Ella", "Excellent", "Self-evaluation")
    story.at_a_desk(story.hub).opens(f"{story.at}/").is_refused(f"{story.at}/profile/")
    story.api(story.head, "assurance.give_process_feedback", went_well="Pupils led it")
    assert story.not_done() == []
    head = story.at_a_desk(story.head).opens(f"{story.at}/").follows("Close it").presses("Close it")
    head.opens(f"{story.at}/").reads("Closed")
