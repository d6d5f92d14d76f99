"""Who may open the pages about people, and of signing in."""

from tests.architecture.access import ANYBODY, SIGNED_IN, Row

APPOINTMENT = {"appointment_id": "appointment"}
SCHOOL = {"network_id": "network", "place_id": "school"}

SIGNING_IN = (
    ("account_login", "Anybody may ask for a code: the answer is alike whether the address is known or not"),
    ("account_confirm_login_code", "Anybody who has asked for a code may give it, in the browser that asked"),
    ("account_inactive", "Anybody is told that an account is closed"),
    ("account_signup", "Anybody may read how people join"),
    ("account_logout", "Anybody may leave, also half-way through signing in"),
    ("mfa_authenticate", "Anybody who has given the code may give the second factor"),
    ("mfa_login_webauthn", "Anybody who holds a passkey may use it"),
)

OWN = (
    ("mfa_reauthenticate", "A person shows the own second factor again"),
    ("mfa_reauthenticate_webauthn", "A person shows the own passkey again"),
    ("mfa_index", "A person sees how they sign in"),
    ("mfa_activate_totp", "A person sets up an own app, after showing that it is them"),
    ("mfa_deactivate_totp", "A person removes the own app, after showing that it is them"),
    ("mfa_add_webauthn", "A person adds an own passkey, after showing that it is them"),
    ("mfa_view_recovery_codes", "A person sees the own recovery codes, after showing that it is them"),
    ("mfa_generate_recovery_codes", "A person makes new recovery codes, after showing that it is them"),
    ("mfa_download_recovery_codes", "A person takes the own recovery codes along, after showing that it is them"),
    ("people:account", "A person sees and changes the own name and language"),
    ("people:tokens", "A person sees the own tokens and makes one; staff only with their second factor shown"),
    ("people:people", "A person sees the places where they have a part; operators see every network"),
    ("people:worried", "A person is told whom to tell in each school that they have to do with"),
)

TABLE = [
    *(Row(name=name, rule=rule, parts=ANYBODY) for name, rule in SIGNING_IN),
    *(Row(name=name, rule=rule, parts=SIGNED_IN) for name, rule in OWN),
    Row(
        name="mfa_remove_webauthn",
        rule="A person removes an own passkey; another's is not there",
        parts=SIGNED_IN,
        kwargs={"pk": "passkey"},
    ),
    Row(
        name="mfa_edit_webauthn",
        rule="A person renames an own passkey; another's is not there",
        parts=SIGNED_IN,
        kwargs={"pk": "passkey"},
    ),
    Row(
        name="people:sign_out_elsewhere",
        rule="A person ends the own other sessions",
        parts=SIGNED_IN,
        writes=True,
    ),
    Row(
        name="people:revoke_token",
        rule="A person revokes an own token; another's is not there",
        parts=SIGNED_IN,
        kwargs={"token_id": "token"},
        writes=True,
    ),
    Row(name="people:accounts", rule="Operators look an account up by its address", parts=frozenset({"operator"})),
    Row(
        name="people:close_account",
        rule="Operators close an account that is not their own",
        parts=frozenset({"operator"}),
        kwargs={"person_id": "person"},
        writes=True,
    ),
    Row(
        name="people:open_account",
        rule="Operators open a closed account again",
        parts=frozenset({"operator"}),
        kwargs={"person_id": "person"},
        writes=True,
    ),
    Row(name="people:installation", rule="Operators see each other", parts=frozenset({"operator"})),
    Row(name="people:invite_installation", rule="Operators invite operators", parts=frozenset({"operator"})),
    Row(
        name="people:network",
        rule="Operators and the network's own staff see its staff",
        parts=frozenset({"operator", "network_staff"}),
        kwargs={"place_id": "network"},
    ),
    Row(
        name="people:invite_network",
        rule="Operators and the network's own staff invite staff",
        parts=frozenset({"operator", "network_staff"}),
        kwargs={"place_id": "network"},
    ),
    Row(
        name="people:programme",
        rule="Whoever has a part in the programme sees who else has",
        parts=frozenset({"programme_staff", "evaluator", "associate"}),
        kwargs={"place_id": "programme"},
    ),
    Row(
        name="people:invite_programme",
        rule="The programme's staff invite staff, evaluators and associates",
        parts=frozenset({"programme_staff"}),
        kwargs={"place_id": "programme"},
    ),
    Row(
        name="people:partnership",
        rule="Whoever has a part in the partnership, and its programme's staff, see who has",
        parts=frozenset({"programme_staff", "partnership_lead", "associate", "reviewer", "lead", "facilitator"}),
        kwargs={"place_id": "partnership"},
    ),
    Row(
        name="people:invite_partnership",
        rule="Its programme's staff name its lead; its lead names those who review and facilitate",
        parts=frozenset({"programme_staff", "partnership_lead"}),
        kwargs={"place_id": "partnership"},
    ),
    Row(
        name="people:school",
        rule="The school's people in this network see each other; who invites there sees addresses too",
        parts=frozenset({"head", "school", "programme_staff", "partnership_lead"}),
        kwargs=SCHOOL,
    ),
    Row(
        name="people:invite_school",
        rule="Staff and the partnership's lead invite the head; the head and senior leaders invite their people",
        parts=frozenset({"head", "senior_leader", "programme_staff", "partnership_lead"}),
        kwargs=SCHOOL,
    ),
    Row(
        name="people:role",
        rule="Whoever may give a role may change its dates",
        parts=frozenset({"operator", "programme_staff", "partnership_lead", "head", "senior_leader"}),
        kwargs=APPOINTMENT,
    ),
    Row(
        name="people:end_role",
        rule="Whoever may give a role may end it at once",
        parts=frozenset({"operator", "programme_staff", "partnership_lead", "head", "senior_leader"}),
        kwargs=APPOINTMENT,
        writes=True,
    ),
]
