"""One whole review through the pages, in real Chromium: one person after another, axe on every page that they see."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import Group, agreement_text, partnership, sign
from tests.journeys.pages import Journey
from tests.journeys.setting import SCHOOLS, named

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (Path(settings.BASE_DIR) / "static/build/app.css").exists(), reason="the styles are not built: make setup"
    ),
]

FIRST, SECOND = dt.date(2027, 1, 13), dt.date(2027, 1, 14)
IMPACT, LEARNING = "Closing gaps", "Curriculum"
TRACKED = "Gaps are tracked; actions are in place; some are narrowing"


class Story(Journey):
    """The people of one review."""

    def __init__(self, new_page: Callable[..., Page], time_machine: Any) -> None:
        super().__init__(new_page, time_machine)
        self.now(dt.date(2026, 11, 23))
        self.group: Group = partnership([SchoolFactory(name=name) for name in SCHOOLS], signed=False)
        for kind in ("memorandum", "data_sharing"):
            agreement_text(self.group.programme, kind)
        group = self.group
        self.host = group.schools[0]
        self.partnership_lead = named(group.lead, "Piotr Zieliński")
        self.head = named(group.heads[0], "Tomos Prydderch")
        self.host_leader = named(group.leaders[0], "Grace Adeyemi")
        self.champion = named(group.champions[0], "Bronwen Tudor")
        self.lead = named(group.heads[1], "Amira Okafor")
        self.reviewer = named(group.leaders[2], "Daniel Osei")
        self.second = named(group.leaders[3], "Megan Hughes")
        self.facilitator = named(group.champions[3], "Sioned Ellis")
        self.review = ""


def test_a_whole_review(new_page: Callable[..., Page], time_machine: Any) -> None:
    story = Story(new_page, time_machine)
    the_heads_sign_both_agreements(story)
    the_partnership_lead_plans_the_review_and_chooses_its_team(story)
    the_head_says_where_the_school_stands_and_releases_the_pack(story)
    the_reviewer_reads_the_pack(story)
    lead_and_head_agree_what_the_review_looks_at(story)
    the_lead_briefs_the_team_and_draws_up_the_timetable(story)
    the_reviewer_makes_a_note_and_the_lead_ends_the_visit(story)
    each_proposes_and_the_team_agrees(story)
    the_lead_gives_feedback_and_drafts_the_profile(story)
    the_head_checks_the_facts_and_the_lead_releases(story)
    the_facilitator_records_the_workshop(story)
    the_school_writes_and_agrees_its_plan(story)
    assert story.problems == [], "\n".join(story.problems)


def the_heads_sign_both_agreements(story: Story) -> None:
    group = story.group
    sign(group.partnership, *zip(group.schools[1:], group.heads[1:], strict=True))
    head = story.at_a_desk(story.head).opens("/").opens(f"/partnerships/{group.partnership.pk}/agreements/")
    for _kind in range(2):
        head.follows("Read and sign").ticks("I have read this agreement, and my school agrees to it").presses("Sign")
        head.reads("Signed. The signed copy is kept here for your school.")
    head.reads("Every school has signed both agreements.")
    head.follows("Signed copy")


def the_partnership_lead_plans_the_review_and_chooses_its_team(story: Story) -> None:
    lead = story.at_a_desk(story.partnership_lead).opens("/").opens(f"/cycles/{story.group.cycle.pk}/")
    lead.opens(f"/cycles/{story.group.cycle.pk}/plan/{story.host.pk}/")
    lead.writes_the_day("First day of the visit", FIRST).ticks("2").presses("Save the dates")
    story.review = lead.page.url.split("/team/")[0].removeprefix(lead.page.url.split("/reviews/")[0])
    lead.ticks("Amira Okafor, Alderbrook Primary").presses("Ask this person")
    lead.reads("Saved. Amira Okafor is told by mail.")
    lead.ticks("Grace Adeyemi, Hawthorn Vale School").presses("Ask this person")
    lead.reads("nobody reviews their own school")
    for who, school in (("Daniel Osei", "Kestrel Lane Primary"), ("Megan Hughes", "Ysgol Bryn Eithin")):
        lead.opens(f"{story.review}/team/?role=reviewer").ticks(f"{who}, {school}").presses("Ask this person")
    lead.opens(f"{story.review}/team/?role=facilitator").ticks("Sioned Ellis, Ysgol Bryn Eithin")
    lead.presses("Ask this person").reads("Saved. Sioned Ellis is told by mail.")
    lead.opens(f"{story.review}/").opens(f"{story.review}/what-to-expect/")


def the_head_says_where_the_school_stands_and_releases_the_pack(story: Story) -> None:
    head = story.at_a_desk(story.head).opens(f"{story.review}/self-evaluation/").follows(f"Write {IMPACT}")
    head.ticks("Effective", TRACKED).writes("Evidence", "Reading ages of six year groups.")
    head.writes("How do you know?", "We test twice a year.").presses("Save").reads(f"Saved “{IMPACT}”.")
    head.follows("All aspects").presses("It is complete").reads("The self-evaluation is complete.")
    story.now(dt.date(2026, 12, 14))
    head = story.at_a_desk(story.head).opens(f"{story.review}/pack/").follows("A note")
    head.writes("Title", "Improvement plan").writes("Text", "Three priorities for the year.").presses("Save")
    head.follows("Release it to the team").reads("Amira Okafor", "Daniel Osei").presses("Release it")
    head.reads("Improvement plan")


def the_reviewer_reads_the_pack(story: Story) -> None:
    reviewer = story.on_a_phone(story.reviewer).opens("/").opens(f"{story.review}/pack/")
    reviewer.presses("Open the pack").reads("Three priorities for the year.")
    reviewer.follows("Read how the school sees itself").reads("Reading ages of six year groups.")
    story.at_a_desk(story.head).opens(f"{story.review}/pack/looks/").reads("Daniel Osei")


def lead_and_head_agree_what_the_review_looks_at(story: Story) -> None:
    story.now(dt.date(2027, 1, 6))
    lead = story.at_a_desk(story.lead).opens(f"{story.review}/focus/").follows("Choose what the review looks at")
    lead.ticks(LEARNING).presses("Save").reads("Our Impact")
    lead.ticks(IMPACT).writes("Why these", "The data and the self-evaluation both point here.").presses("Save")
    lead.reads(IMPACT, LEARNING)
    lead.follows("Add a line of enquiry").writes("Question", "To what extent did one action do it?").presses("Save")
    lead.follows("Write the story and how the visit runs").writes("The school's story", "A settled staff.")
    lead.presses("Save").presses("I agree this focus").reads("You have agreed.")
    head = story.at_a_desk(story.head).opens(f"{story.review}/focus/").presses("I agree this focus")
    head.reads("The focus is agreed.").opens(f"{story.review}/focus/not-available/")


def the_lead_briefs_the_team_and_draws_up_the_timetable(story: Story) -> None:
    lead = story.at_a_desk(story.lead).opens(f"{story.review}/briefing/")
    for name in ("Amira Okafor", "Daniel Osei", "Megan Hughes"):
        lead.follows(f"what {name} looks at").ticks(IMPACT, LEARNING).presses("Save")
    lead.presses("The team is briefed").reads("The team is briefed: next is the visit.")
    lead.opens(f"{story.review}/timetable/").follows("Add an activity")
    lead.writes("From", "09:00").writes("Until", "09:30").writes("What happens", "Reading in Year 4")
    lead.chooses("Kind of evidence", "Lesson observation").ticks("Daniel Osei", IMPACT).writes(
        "Where", "Year 4"
    ).presses("Save")
    lead.reads("“Reading in Year 4” is in the timetable.").follows("To print, for the whole team")


def the_reviewer_makes_a_note_and_the_lead_ends_the_visit(story: Story) -> None:
    story.now(FIRST, 11)
    reviewer = story.on_a_phone(story.reviewer).opens("/").opens(f"{story.review}/timetable/")
    reviewer.opens(f"{story.review}/notes/new/").chooses("Kind of evidence", "Lesson observation").ticks(IMPACT)
    reviewer.writes("What did you see or hear?", "Six pupils used the word unprompted.")
    reviewer.presses_and_stays("Save and start the next").reads("Saved on the server")
    reviewer.opens(f"{story.review}/notes/").reads("Six pupils used the word unprompted.")
    story.now(SECOND, 14)
    lead = story.at_a_desk(story.lead).opens(f"{story.review}/evidence/")
    lead.presses("The visit is over: open the notes to the team")


def each_proposes_and_the_team_agrees(story: Story) -> None:
    people = (story.at_a_desk(story.lead), story.on_a_phone(story.reviewer), story.at_a_desk(story.second))
    for person in people:
        person.opens(f"{story.review}/findings/").follows("Propose").within("#propose").ticks(TRACKED)
        person.writes("What we saw, and why we say so", "Tracked, and narrowing.").presses("Save my proposal")
        person.reads("Your proposal is saved.").follows("All aspects").follows("Propose")
        person.within("#propose").ticks("There is not enough evidence to say").presses("Save my proposal")
    lead = people[0].opens(f"{story.review}/findings/").presses("Close the team meeting").reads("no position yet")
    lead.follows(IMPACT).reads("What Daniel Osei proposes", "What Megan Hughes proposes")
    lead.within("#agree").ticks(TRACKED).writes("What we saw, and why we say so", "Reading gaps narrowed.")
    lead.presses("Save for the team").reads("Nothing is agreed on this aspect yet.")
    lead.within("#agree").reads_in_the_box("What we saw, and why we say so", "Reading gaps narrowed.")
    lead.ticks_what_begins_with("Lesson observation").presses("Save for the team").reads("seen by one person")
    lead.within("#agree").writes("Why go on all the same?", "The classes are few.").presses("Save for the team")
    lead.reads("Saved what the team says on this aspect.").follows("All aspects")
    lead.follows(LEARNING).within("#agree").ticks("There is not enough evidence to say")
    lead.writes("What we saw, and why we say so", "We saw too little of it.").presses("Save for the team")
    lead.follows("All aspects").presses("Close the team meeting").reads("The team meeting is closed.")


def the_lead_gives_feedback_and_drafts_the_profile(story: Story) -> None:
    lead = story.at_a_desk(story.lead).opens(f"{story.review}/feedback/")
    lead.writes_the_day("Day", SECOND).writes("Time", "14:00").writes("First point", "Words are taught with care.")
    lead.presses("Save that the head was told").reads("Words are taught with care.")
    lead.opens(f"{story.review}/profile/draft/").writes("Improvement priority", "Talk before writing.")
    lead.chooses("Which aspect does it come from?", IMPACT).presses("Save the priority")
    lead.presses("Send it to the head for a check of facts").reads("The head has the profile")


def the_head_checks_the_facts_and_the_lead_releases(story: Story) -> None:
    story.now(dt.date(2027, 1, 18), 10)
    head = story.at_a_desk(story.head).opens("/").opens(f"{story.review}/profile/").follows("Check the facts")
    head.reads("Reading gaps narrowed.").ticks("Yes, the facts are right")
    head.presses("Send my answer").follows("Write a reply")
    head.writes("The school's reply", "We recognise our school in this.").presses("Save the reply")
    lead = story.at_a_desk(story.lead).opens(f"{story.review}/profile/release/")
    lead.presses("Release it to the school").reads("The profile is released.")
    head.opens(f"{story.review}/profile/").reads("We recognise our school in this.", "Talk before writing.")
    assert head.presses_for_a_file("Take it as PDF").startswith(b"%PDF")
    assert head.presses_for_a_file("Take it as Word").startswith(b"PK")


def the_facilitator_records_the_workshop(story: Story) -> None:
    story.now(dt.date(2027, 1, 20), 16)
    facilitator = story.at_a_desk(story.facilitator).opens("/").opens(f"{story.review}/workshop/")
    facilitator.follows("Invite, and say who came")
    for group in facilitator.page.get_by_role("group").all():
        group.get_by_label("Was there", exact=True).check(force=True)
    facilitator.presses("Save").reads("Saved who was there.").follows("Take up an issue")
    facilitator.writes("What is the issue?", "Pupils read less widely")
    facilitator.chooses("Which aspect does it come from?", IMPACT).presses("Save").reads("Now ask why it is so.")
    facilitator.writes("Why is it so?", "Words are left to chance").presses("Add this cause")
    facilitator.writes("What could be done?", "Word walls").presses("Add this option")
    facilitator.follows("Back to the workshop").follows("Record the workshop as held")
    facilitator.presses("Record the workshop").reads("The workshop is recorded. The action plan is open.")


def the_school_writes_and_agrees_its_plan(story: Story) -> None:
    champion = story.at_a_desk(story.champion).opens("/").opens(f"{story.review}/plan/").follows("Add an action")
    champion.writes("Issue", "Pupils read less widely").chooses("Which aspect does it come from?", IMPACT)
    champion.writes("What will be done?", "Pre-teach six words a week").writes("Who does it?", "Year 4 teachers")
    champion.writes("How will you know it works?", "At the expected level").presses("Save")
    champion.reads("Give the date").reads_in_the_box("What will be done?", "Pre-teach six words a week")
    champion.writes_the_day("Done by", dt.date(2027, 3, 12)).presses("Save").reads("Pre-teach six words a week")
    head = story.at_a_desk(story.head).opens(f"{story.review}/plan/").presses("Agree this plan for the school")
    head.reads("Say who will be told what before the plan is agreed").follows("Add a line")
    head.writes("Who will be told?", "Staff").writes("What will they be told?", "The whole profile").presses("Save")
    head.presses("Agree this plan for the school").reads("Agreed on 20 January by Tomos Prydderch.")
    head.opens("/").reads("Say how the process went").follows("Answer")
    head.writes("What went well?", "They listened first.").presses("Save").reads("They listened first.")
    head.opens(f"{story.review}/").opens("/")
