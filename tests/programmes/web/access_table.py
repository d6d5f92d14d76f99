"""Who may open the pages of programmes, partnerships, agreements and the school calendar."""

from tests.architecture.access import ANYBODY, Row

STAFF = frozenset({"programme_staff"})
LEADS = frozenset({"partnership_lead", "programme_staff"})
PARTNERSHIP = {"partnership_id": "partnership"}
PROGRAMME = {"programme_id": "programme"}
MEMBERS = frozenset(
    {
        "head",
        "senior_leader",
        "governor",
        "champion",
        "reviewer",
        "partnership_lead",
        "programme_staff",
        "associate",
        "evaluator",
    }
)
ANY_ROLE = MEMBERS | {"staff", "operator"}


def _staff(name: str, rule: str, *, writes: bool = False, **kwargs: str) -> Row:
    return Row(name=f"programmes:{name}", rule=rule, parts=STAFF, kwargs={**PROGRAMME, **kwargs}, writes=writes)


def _lead(name: str, rule: str, *, writes: bool = False, **kwargs: str) -> Row:
    return Row(name=f"programmes:{name}", rule=rule, parts=LEADS, kwargs={**PARTNERSHIP, **kwargs}, writes=writes)


TABLE = [
    Row(name="programmes:programmes", rule="Staff of a programme or a network see theirs", parts=STAFF),
    Row(
        name="programmes:create_programme",
        rule="Staff of the whole network set programmes up",
        parts=STAFF,
        kwargs={"network_id": "network"},
    ),
    Row(
        name="programmes:review_model",
        rule="Whoever has a role may read how reviews go",
        parts=ANY_ROLE,
        kwargs={"review_model_id": "review_model"},
    ),
    Row(
        name="programmes:export_model",
        rule="Whoever has a role may take the model out as a file",
        parts=ANY_ROLE,
        kwargs={"review_model_id": "review_model"},
    ),
    Row(name="programmes:model_schema", rule="What a model's file may say is for anybody", parts=ANYBODY),
    Row(
        name="programmes:copy_model",
        rule="Programme staff begin the next version",
        parts=STAFF,
        kwargs={"review_model_id": "review_model"},
    ),
    Row(
        name="programmes:retire_model",
        rule="Programme staff and operators retire models",
        parts=frozenset({"programme_staff", "operator"}),
        kwargs={"review_model_id": "review_model"},
    ),
    Row(name="programmes:bring_model", rule="Programme staff bring a file as a draft", parts=STAFF),
    *(
        Row(name=f"programmes:{name}", rule=rule, parts=STAFF, kwargs={"draft_id": "draft"})
        for name, rule in (
            ("draft", "Programme staff of the network see its drafts"),
            ("draft_file", "Programme staff of the network take a draft out as a file"),
            ("draft_read", "Programme staff of the network read a draft"),
            ("publish_draft", "Programme staff of the network publish a draft"),
            ("discard_draft", "Programme staff of the network throw a draft away"),
        )
    ),
    Row(
        name="programmes:draft_part",
        rule="Programme staff of the network change a part of a draft",
        parts=STAFF,
        kwargs={"draft_id": "draft", "where": "draft_place"},
    ),
    Row(
        name="programmes:arrange_draft",
        rule="Programme staff of the network put things of a draft in order",
        parts=STAFF,
        kwargs={"draft_id": "draft", "where": "draft_place"},
        writes=True,
    ),
    Row(name="programmes:models", rule="Programme staff see all models", parts=STAFF),
    Row(
        name="programmes:suggestions",
        rule="Programme staff read what people would change",
        parts=STAFF,
        kwargs={"review_model_id": "review_model"},
    ),
    Row(
        name="programmes:settle_suggestion",
        rule="Programme staff of the network say what becomes of it",
        parts=STAFF,
        kwargs={"suggestion_id": "suggestion"},
    ),
    Row(
        name="programmes:publish",
        rule="Programme staff and operators publish models and frameworks",
        parts=frozenset({"programme_staff", "operator"}),
    ),
    Row(
        name="programmes:calendar",
        rule="Whoever has a role in the network may read its school year",
        parts=MEMBERS | {"staff"},
        kwargs={"network_id": "network", "year": "year"},
    ),
    Row(
        name="programmes:terms",
        rule="Programme staff of the network set its terms",
        parts=STAFF,
        kwargs={"network_id": "network", "year": "year"},
    ),
    _staff("programme", "Staff of the programme or its network"),
    _staff("settings", "Staff of the programme change its policy"),
    _staff("use_model", "Staff of the programme choose its model"),
    _staff("priorities", "Staff of the programme share priorities"),
    _staff("retire_priority", "Staff of the programme retire priorities", writes=True, priority_id="priority"),
    _staff("standings", "Staff of the programme see and set standings"),
    _staff("end_standing", "Staff of the programme end standings", standing_id="standing"),
    _staff("texts", "Staff of the programme read all versions"),
    _staff("publish_text", "Staff of the programme publish texts", kind="agreement_kind"),
    _staff("create_partnership", "Staff of the programme found partnerships"),
    Row(
        name="programmes:partnerships",
        rule="Everybody sees the partnerships in which they take part",
        parts=frozenset({"signed in"}),
    ),
    Row(
        name="programmes:partnership",
        rule="Whoever takes part; a school that left sees only what is its own",
        parts=MEMBERS,
        kwargs=PARTNERSHIP,
    ),
    _lead("rename_partnership", "The lead and the programme's staff"),
    _lead("add_member", "The lead and the programme's staff"),
    Row(
        name="programmes:add_school",
        rule="The programme's staff add a school that the register lacks",
        parts=STAFF,
        kwargs=PARTNERSHIP,
    ),
    _lead("end_membership", "The lead and the programme's staff", membership_id="membership"),
    _lead("start_cycle", "The lead and the programme's staff"),
    _lead("change_cycle", "The lead and the programme's staff", cycle_id="cycle"),
    _lead("pause_partnership", "The lead and the programme's staff"),
    _lead("resume_partnership", "The lead and the programme's staff"),
    Row(
        name="programmes:close_partnership",
        rule="Only the programme's staff close a partnership",
        parts=STAFF,
        kwargs=PARTNERSHIP,
    ),
    Row(
        name="programmes:agreements",
        rule="Whoever takes part sees who has signed",
        parts=MEMBERS,
        kwargs=PARTNERSHIP,
    ),
    _lead("remind_to_sign", "The lead and the programme's staff remind heads", writes=True),
    Row(
        name="programmes:signed_copy",
        rule="Leaders of the school that signed, the lead and staff",
        parts=frozenset({"head", "senior_leader", "partnership_lead", "programme_staff"}),
        kwargs={**PARTNERSHIP, "signature_id": "signature"},
    ),
    Row(
        name="programmes:sign_for_oneself",
        rule="Only somebody of the pool whom no school sends signs for themselves",
        parts=frozenset({"comes_alone"}),
        kwargs={**PARTNERSHIP, "kind": "agreement_kind"},
    ),
    Row(
        name="programmes:sign",
        rule="Whoever takes part reads; only the school's head signs",
        parts=MEMBERS,
        kwargs={**PARTNERSHIP, "school_id": "school", "kind": "agreement_kind"},
    ),
]
