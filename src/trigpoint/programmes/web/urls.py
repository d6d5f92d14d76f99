"""Pages of programmes, partnerships, agreements and the school calendar."""

from django.urls import path

from trigpoint.programmes.web.views import (
    agreements,
    calendar,
    drafts,
    models,
    partnerships,
    programmes,
    schemas,
    suggestions,
    texts,
)

app_name = "programmes"

PROGRAMME = "programmes/<uuid:programme_id>/"
MODEL = "programmes/models/<uuid:review_model_id>/"
DRAFT = "programmes/drafts/<uuid:draft_id>/"
PARTNERSHIP = "partnerships/<uuid:partnership_id>/"

urlpatterns = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/models/", models.models, name="models"),
    path(MODEL, models.review_model, name="review_model"),
    path(MODEL + "file/", models.export, name="export_model"),
    path(MODEL + "suggestions/", suggestions.suggestions, name="suggestions"),
    path(MODEL + "retire/", models.retire, name="retire_model"),
    path(MODEL + "copy/", drafts.copy, name="copy_model"),
    path("programmes/drafts/bring/", drafts.bring, name="bring_model"),
    path(DRAFT, drafts.draft, name="draft"),
    path(DRAFT + "file/", drafts.whole, name="draft_file"),
    path(DRAFT + "read/", drafts.read, name="draft_read"),
    path(DRAFT + "publish/", drafts.publish, name="publish_draft"),
    path(DRAFT + "discard/", drafts.discard, name="discard_draft"),
    path(DRAFT + "parts/<path:where>/", drafts.part, name="draft_part"),
    path(DRAFT + "arrange/<path:where>/", drafts.arrange, name="arrange_draft"),
    path("programmes/suggestions/<uuid:suggestion_id>/", suggestions.settle, name="settle_suggestion"),
    path("programmes/publish/", models.publish, name="publish"),
    path("schemas/trigpoint-review-model-1.json", schemas.review_model, name="model_schema"),
    path("networks/<uuid:network_id>/programmes/new/", programmes.create, name="create_programme"),
    path("networks/<uuid:network_id>/calendar/<int:year>/", calendar.calendar, name="calendar"),
    path("networks/<uuid:network_id>/calendar/<int:year>/terms/", calendar.terms, name="terms"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(PROGRAMME + "settings/", programmes.settings, name="settings"),
    path(PROGRAMME + "model/", programmes.use_model, name="use_model"),
    path(PROGRAMME + "priorities/", programmes.priorities, name="priorities"),
    path(PROGRAMME + "priorities/<uuid:priority_id>/retire/", programmes.retire_priority, name="retire_priority"),
    path(PROGRAMME + "standings/", programmes.standings, name="standings"),
    path(PROGRAMME + "standings/<uuid:standing_id>/end/", programmes.end_standing, name="end_standing"),
    path(PROGRAMME + "agreements/", texts.texts, name="texts"),
    path(PROGRAMME + "agreements/<slug:kind>/", texts.publish, name="publish_text"),
    path(PROGRAMME + "partnerships/new/", partnerships.create, name="create_partnership"),
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path(PARTNERSHIP, partnerships.partnership, name="partnership"),
    path(PARTNERSHIP + "name/", partnerships.rename, name="rename_partnership"),
    path(PARTNERSHIP + "members/new/", partnerships.join, name="add_member"),
    path(PARTNERSHIP + "members/new/school/", partnerships.add_school, name="add_school"),
    path(PARTNERSHIP + "members/<uuid:membership_id>/leave/", partnerships.leave, name="end_membership"),
    path(PARTNERSHIP + "cycles/new/", partnerships.start_cycle, name="start_cycle"),
    path(PARTNERSHIP + "cycles/<uuid:cycle_id>/", partnerships.change_cycle, name="change_cycle"),
    path(PARTNERSHIP + "pause/", partnerships.pause, name="pause_partnership"),
    path(PARTNERSHIP + "resume/", partnerships.resume, name="resume_partnership"),
    path(PARTNERSHIP + "close/", partnerships.close, name="close_partnership"),
    path(PARTNERSHIP + "agreements/", agreements.status, name="agreements"),
    path(PARTNERSHIP + "agreements/remind/", agreements.remind, name="remind_to_sign"),
    path(PARTNERSHIP + "agreements/copies/<uuid:signature_id>/", agreements.copy, name="signed_copy"),
    path(PARTNERSHIP + "agreements/own/<slug:kind>/", agreements.sign_for_oneself, name="sign_for_oneself"),
    path(PARTNERSHIP + "agreements/<uuid:school_id>/<slug:kind>/", agreements.sign, name="sign"),
]
