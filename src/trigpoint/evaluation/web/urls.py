"""Pages of evaluation."""

from django.urls import path

from trigpoint.evaluation.web.views import access, coding, plans, process, runs, schools, studies, surveys

app_name = "evaluation"

ONE = "evaluation/studies/<uuid:study_id>/"

urlpatterns = [
    path("evaluation/", studies.studies, name="studies"),
    path("evaluation/programmes/<uuid:programme_id>/access/", access.access, name="access"),
    path("evaluation/programmes/<uuid:programme_id>/access/<uuid:grant_id>/end/", access.end_access, name="end_access"),
    path("evaluation/programmes/<uuid:programme_id>/new/", studies.open_study, name="open_study"),
    path(ONE, studies.study, name="study"),
    path(ONE + "change/", studies.change_study, name="change_study"),
    path(ONE + "downloads/", studies.exports, name="exports"),
    path(ONE + "plan/", plans.plan, name="plan"),
    path(ONE + "plan/form/", plans.plan_form, name="plan_form"),
    path(ONE + "plan/file/", plans.plan_file, name="plan_file"),
    path(ONE + "plan/lock/", plans.lock, name="lock_plan"),
    path(ONE + "plan/download/", plans.download, name="download_plan"),
    path(ONE + "departures/", plans.departures, name="departures"),
    path(ONE + "schools/", schools.schools, name="schools"),
    path(ONE + "schools/<uuid:exclusion_id>/include/", schools.include, name="include_school"),
    path(ONE + "process/", process.process, name="process"),
    path(ONE + "process/download/", process.download, name="download_process"),
    path(ONE + "process/fidelity/", process.fidelity, name="fidelity"),
    path(ONE + "process/training/", process.training, name="training"),
    path(ONE + "process/costs/", process.costs, name="costs"),
    path(ONE + "process/costs/<uuid:line_id>/remove/", process.remove_cost, name="remove_cost"),
    path(ONE + "surveys/", surveys.surveys, name="surveys"),
    path(ONE + "surveys/new/", surveys.publish, name="publish_instrument"),
    path(ONE + "surveys/<uuid:instrument_id>/wave/", surveys.open_wave, name="open_wave"),
    path(ONE + "waves/<uuid:wave_id>/", surveys.wave, name="wave"),
    path(ONE + "coding/", coding.coding, name="coding"),
    path(ONE + "coding/code/", coding.add_code, name="add_code"),
    path(ONE + "coding/passage/", coding.add_extract, name="add_extract"),
    path(ONE + "coding/<uuid:extract_id>/", coding.code_extract, name="code_extract"),
    path(ONE + "runs/", runs.runs, name="runs"),
    path(ONE + "runs/ask/<slug:kind>/", runs.ask, name="ask_for_run"),
    path(ONE + "runs/<uuid:run_id>/", runs.run, name="run"),
    path(ONE + "runs/<uuid:run_id>/stop/", runs.stop, name="stop_run"),
    path(ONE + "runs/<uuid:run_id>/resume/", runs.resume, name="resume_run"),
    path(ONE + "runs/<uuid:run_id>/figures/<slug:name>.svg", runs.figure, name="figure"),
    path(ONE + "runs/<uuid:run_id>/everything/", runs.everything, name="download_run"),
    path(ONE + "runs/<uuid:run_id>/files/<path:name>", runs.file, name="download_file"),
]
