"""Who may open the pages of evaluation."""

from tests.architecture.access import SIGNED_IN, Row

READ = frozenset({"evaluator", "programme_staff"})
WORK = frozenset({"evaluator"})
STAFF = frozenset({"programme_staff"})
PROGRAMME = {"programme_id": "programme"}
STUDY = {"study_id": "study"}


def read(page: str, rule: str, /, **kinds: str) -> Row:
    return Row(name=f"evaluation:{page}", rule=rule, parts=READ, kwargs={**STUDY, **kinds})


def work(page: str, rule: str, /, *, writes: bool = False, **kinds: str) -> Row:
    return Row(name=f"evaluation:{page}", rule=rule, parts=WORK, kwargs={**STUDY, **kinds}, writes=writes)


TABLE = [
    Row(
        name="evaluation:studies",
        rule="Whoever evaluates or runs a programme sees its studies; others find no such page",
        parts=SIGNED_IN,
    ),
    Row(
        name="evaluation:access",
        rule="The programme's staff give evaluators access, for a purpose and until a date",
        parts=STAFF,
        kwargs=PROGRAMME,
    ),
    Row(
        name="evaluation:end_access",
        rule="The programme's staff take access back",
        parts=STAFF,
        kwargs={**PROGRAMME, "grant_id": "grant"},
        writes=True,
    ),
    Row(name="evaluation:open_study", rule="Evaluators with access open studies", parts=WORK, kwargs=PROGRAMME),
    read("study", "Evaluators with access and the programme's staff read a study"),
    work("change_study", "Evaluators with access change what a study is about"),
    read("exports", "Evaluators with access and the programme's staff see what was taken away"),
    read("plan", "Evaluators with access and the programme's staff read the plan"),
    work("plan_form", "Evaluators with access choose, until the plan is locked"),
    work("plan_file", "Evaluators with access change the file, until the plan is locked"),
    work("lock_plan", "Evaluators with access lock the plan they have read"),
    work("download_plan", "Evaluators with access take the plan away, and it is logged", writes=True),
    work("departures", "Evaluators with access record departures"),
    read("schools", "Evaluators with access and the programme's staff read the flow"),
    work("include_school", "Evaluators with access take an exclusion back", writes=True, exclusion_id="exclusion"),
    read("process", "Evaluators with access and the programme's staff read how it went"),
    work("download_process", "Evaluators with access take the tables away, and it is logged", writes=True),
    read("fidelity", "Evaluators with access and the programme's staff, schools under pseudonyms"),
    work("training", "Evaluators with access bring attendance"),
    work("costs", "Evaluators with access keep costs"),
    work("remove_cost", "Evaluators with access take a cost out", writes=True, line_id="cost_line"),
    read("surveys", "Evaluators with access and the programme's staff see response rates"),
    work("publish_instrument", "Evaluators with access publish questionnaires"),
    work("open_wave", "Evaluators with access open waves", instrument_id="instrument"),
    read("wave", "Evaluators with access and the programme's staff read totals of a wave", wave_id="wave"),
    read("coding", "Evaluators with access and the programme's staff see the codebook and agreement; passages only the former"),
    work("add_code", "Evaluators with access keep the codebook"),
    work("add_extract", "Evaluators with access bring passages"),
    work("code_extract", "Evaluators with access read and code passages", extract_id="extract"),
    read("runs", "Evaluators with access and the programme's staff see runs"),
    work("ask_for_run", "Evaluators with access ask for runs", writes=True, kind="run_kind"),
    read("run", "Evaluators with access and the programme's staff read what a run found", run_id="run"),
    work("stop_run", "Evaluators with access stop a run", writes=True, run_id="run"),
    work("resume_run", "Evaluators with access let a run go on", writes=True, run_id="run"),
    read("figure", "Evaluators with access and the programme's staff see a run's pictures", run_id="run", name="run_file"),
    work("download_run", "Evaluators with access take everything away, and it is logged", writes=True, run_id="run"),
    work("download_file", "Evaluators with access take a file, and it is logged", writes=True, run_id="run", name="run_file"),
]  # fmt: skip
