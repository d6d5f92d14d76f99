"""Who may open each page of what comes before a visit."""

from tests.architecture.access import Row

LEADERS = frozenset({"host_head", "host_leader"})
HEAD = frozenset({"host_head"})
TEAM = frozenset({"lead", "reviewer"})
REVIEW = {"review_id": "review"}
ITEM = {**REVIEW, "item_id": "pack_item"}
LINE = {**REVIEW, "line_id": "line"}
ACTIVITY = {**REVIEW, "activity_id": "activity"}

ROWS = [
    Row(
        name="reviews:self_evaluation",
        rule="The school's leaders; governors when shared; the team and the facilitator once released.",
        parts=LEADERS | TEAM | {"facilitator", "host_governor"},
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:self_evaluation_aspect",
        rule="The school's leaders write, until the head says that it is complete.",
        parts=LEADERS,
        kwargs={**REVIEW, "code": "aspect"},
    ),
    Row(
        name="reviews:complete_self_evaluation",
        rule="Only the head says that it is complete.",
        parts=HEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:reopen_self_evaluation",
        rule="Only the head opens it again, before it is released.",
        parts=HEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:share_self_evaluation",
        rule="Only the head shares it with governors.",
        parts=HEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:pack",
        rule="The school's leaders; governors when shared; the team from release to expiry, once their school signed.",
        parts=LEADERS | TEAM | {"host_governor"},
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:open_pack",
        rule="Whoever may read the pack; the team's look is noted.",
        parts=LEADERS | TEAM | {"host_governor"},
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:add_pack_item",
        rule="Only the head puts things in.",
        parts=HEAD,
        kwargs={**REVIEW, "kind": "kind"},
    ),
    Row(
        name="reviews:add_pack_figures",
        rule="Only the head puts things in.",
        parts=HEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:remove_pack_item",
        rule="Only the head takes things out.",
        parts=HEAD,
        kwargs=ITEM,
        writes=True,
    ),
    Row(
        name="reviews:take_pack_item",
        rule="Whoever may read the pack; the team's look is noted.",
        parts=LEADERS | TEAM | {"host_governor"},
        kwargs=ITEM,
        writes=True,
    ),
    Row(
        name="reviews:pack_file",
        rule="Whoever may read the pack; the team after asking for the file today.",
        parts=LEADERS | TEAM | {"host_governor"},
        kwargs=ITEM,
    ),
    Row(name="reviews:release_pack", rule="Only the head releases the pack (G1).", parts=HEAD, kwargs=REVIEW),
    Row(name="reviews:withdraw_pack", rule="Only the head withdraws the pack.", parts=HEAD, kwargs=REVIEW, writes=True),
    Row(name="reviews:pack_expiry", rule="Only the head moves its last day.", parts=HEAD, kwargs=REVIEW),
    Row(name="reviews:pack_looks", rule="The school's leaders see who looked.", parts=LEADERS, kwargs=REVIEW),
    Row(
        name="reviews:focus",
        rule="The school's leaders and governors, team and facilitator; the partnership sees themes.",
        parts=LEADERS | TEAM | {"facilitator", "host_governor", "partnership_lead", "associate", "evaluator"},
        kwargs=REVIEW,
    ),
    *(
        Row(
            name=f"reviews:{name}",
            rule="Lead and head write the focus until both have agreed it.",
            parts=HEAD | {"lead"},
            kwargs=kwargs,
            writes=writes,
        )
        for name, kwargs, writes in [
            ("focus_story", REVIEW, False),
            ("focus_aspects", REVIEW, False),
            ("add_line", REVIEW, False),
            ("change_line", LINE, False),
            ("remove_line", LINE, True),
            ("agree_focus", REVIEW, True),
            ("reopen_focus", REVIEW, True),
        ]
    ),
    Row(
        name="reviews:not_observed",
        rule="The school's leaders and the lead see codes and times; nobody sees why.",
        parts=LEADERS | {"lead"},
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:remove_not_observed",
        rule="Only the head says who is available.",
        parts=HEAD,
        kwargs={**REVIEW, "slot_id": "slot"},
        writes=True,
    ),
    Row(name="reviews:briefing", rule="The team and the head see who looks at what.", parts=HEAD | TEAM, kwargs=REVIEW),
    Row(
        name="reviews:allocate",
        rule="Only the lead says who looks at what.",
        parts=frozenset({"lead"}),
        kwargs={**REVIEW, "person_id": "person"},
    ),
    *(
        Row(
            name=f"reviews:{name}",
            rule="The team and the school's people read the timetable.",
            parts=LEADERS | TEAM | {"host_staff", "host_governor", "host_champion", "facilitator"},
            kwargs=REVIEW,
        )
        for name in ("timetable", "timetable_print")
    ),
    *(
        Row(
            name=f"reviews:{name}",
            rule="Who takes part in the visit reads its scope, and their own briefing.",
            parts=LEADERS | TEAM | {"host_staff", "host_governor", "host_champion", "site_head", "facilitator"},
            kwargs=REVIEW,
            writes=writes,
        )
        for name, writes in (("scope", False), ("confirm_sheet", True))
    ),
    Row(
        name="reviews:sheet",
        rule="A person reads their own briefing; the lead and the head read everybody's.",
        parts=HEAD | {"lead", "reviewer"},
        kwargs={**REVIEW, "person_id": "person"},
    ),
    *(
        Row(
            name=f"reviews:{name}",
            rule="The lead and the head print and send everybody's briefing.",
            parts=HEAD | {"lead"},
            kwargs=REVIEW,
            writes=writes,
        )
        for name, writes in (("sheets", False), ("send_sheets", True))
    ),
    Row(
        name="reviews:effort",
        rule="Those who plan, lead and host see what a review asks of people.",
        parts=HEAD | {"lead", "partnership_lead"},
        kwargs=REVIEW,
    ),
    Row(name="reviews:add_activity", rule="Only the lead adds activities.", parts=frozenset({"lead"}), kwargs=REVIEW),
    Row(
        name="reviews:change_activity", rule="Lead and head change activities.", parts=HEAD | {"lead"}, kwargs=ACTIVITY
    ),
    Row(
        name="reviews:remove_activity",
        rule="Lead and head take activities out.",
        parts=HEAD | {"lead"},
        kwargs=ACTIVITY,
        writes=True,
    ),
]
