"""Who may open the pages about reviews."""

from tests.architecture.access import SIGNED_IN, Row
from tests.reviews.web.access_models import ROWS as MODELS
from tests.reviews.web.access_preparation import ROWS as PREPARATION

REVIEW, CYCLE = {"review_id": "review"}, {"cycle_id": "cycle"}
ANY_PART = frozenset(
    {
        "host_head",
        "host_leader",
        "host_staff",
        "host_governor",
        "host_champion",
        "site_head",
        "lead",
        "reviewer",
        "facilitator",
        "partnership_lead",
        "programme_staff",
        "associate",
        "evaluator",
    }
)
PARTNERSHIP_LEAD = frozenset({"partnership_lead"})
PARTNERSHIP = frozenset(
    {"head", "senior_leader", "governor", "member", "reviewer", "partnership_lead", "programme_staff"}
    | {"associate", "evaluator"}
)

SCHEDULE = [
    Row(name="reviews:reviews", rule="A person sees the reviews in which they play a part", parts=SIGNED_IN),
    Row(name="reviews:cycles", rule="A person sees the cycles of their partnerships", parts=SIGNED_IN),
    Row(name="reviews:conflicts", rule="A person sees and adds to what they can't review", parts=SIGNED_IN),
    Row(name="reviews:withdraw_conflict", rule="A person takes back their own", parts=SIGNED_IN, writes=True),
    Row(
        name="reviews:review",
        rule="Everybody who plays a part sees dates and names; each panel has a rule of its own",
        parts=ANY_PART,
        kwargs=REVIEW,
    ),
    Row(name="reviews:expect", rule="Everybody who plays a part sees what to expect", parts=ANY_PART, kwargs=REVIEW),
    Row(
        name="reviews:team",
        rule="Everybody who plays a part sees the team; the partnership lead chooses it",
        parts=ANY_PART,
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:release",
        rule="The partnership lead takes a seat away",
        parts=PARTNERSHIP_LEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    *(
        Row(name=f"reviews:{name}", rule=rule, parts=PARTNERSHIP_LEAD, kwargs=REVIEW)
        for name, rule in (
            ("shape", "The partnership lead says which schools are visited, and which optional stages there are"),
            ("move_dates", "The partnership lead sets the dates"),
            ("check_moved", "The partnership lead is told what speaks against dates"),
            ("postpone", "The partnership lead puts a review off"),
            ("resume", "The partnership lead takes it up again"),
            ("cancel", "The partnership lead calls it off"),
        )
    ),
    Row(
        name="reviews:close",
        rule="The head of the school or the partnership lead closes a review",
        parts=frozenset({"host_head", "partnership_lead"}),
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:kept",
        rule="The head, who decides, and of notes the team; of what comes out, where the model says how long, the leaders",
        parts=frozenset({"host_head", "lead", "reviewer"}),
        kwargs=REVIEW,
    ),
    Row(
        name="reviews:lift_hold",
        rule="Only the head of the school lifts the hold",
        parts=frozenset({"host_head"}),
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:remind",
        rule="The partnership lead reminds whoever is late",
        parts=PARTNERSHIP_LEAD,
        kwargs=REVIEW,
        writes=True,
    ),
    Row(
        name="reviews:cycle",
        rule="Dates and teams are seen by everybody of the partnership",
        parts=PARTNERSHIP,
        kwargs=CYCLE,
    ),
    *(
        Row(name=f"reviews:{name}", rule=rule, parts=PARTNERSHIP_LEAD, kwargs={**CYCLE, "school_id": "school"})
        for name, rule in (
            ("plan", "The partnership lead plans the review of a member school"),
            ("check", "The partnership lead is told what speaks against dates"),
        )
    ),
]

TABLE = [*SCHEDULE, *PREPARATION, *MODELS]
