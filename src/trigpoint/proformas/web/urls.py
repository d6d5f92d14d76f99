"""Pages of forms, accreditations, what reviewers take home, and looking back."""

from django.urls import path

from trigpoint.proformas.web.views import accreditations, follow_up, sheets

app_name = "proformas"

REVIEW = "reviews/<uuid:review_id>/"
SHEET = REVIEW + "forms/<slug:form>/<str:place>/<int:number>/"
NOMINATION = REVIEW + "accreditation/<uuid:accreditation_id>/"

urlpatterns = [
    path(REVIEW + "forms/", sheets.forms, name="forms"),
    path(REVIEW + "forms/export/", sheets.export, name="export"),
    path(REVIEW + "forms/at/<slug:stage>/", sheets.stage, name="stage"),
    path(REVIEW + "forms/at/<slug:stage>/done/", sheets.finish, name="finish_stage"),
    path(SHEET, sheets.sheet, name="sheet"),
    path(SHEET + "open/", sheets.reopen, name="reopen_sheet"),
    path(REVIEW + "accreditation/", accreditations.of_review, name="accreditations"),
    path(REVIEW + "accreditation/nominate/<slug:kind>/", accreditations.nominate, name="nominate"),
    path(REVIEW + "accreditation/none/<slug:stage>/", accreditations.pass_over, name="pass_over"),
    path(NOMINATION + "seen/", accreditations.seen, name="seen"),
    path(NOMINATION + "decide/", accreditations.decide, name="decide"),
    path("accreditations/", accreditations.mine, name="my_accreditations"),
    path("accreditations/<uuid:accreditation_id>/share/", accreditations.share, name="share_accreditation"),
    path("accreditations/<uuid:accreditation_id>/withdraw/", accreditations.withdraw, name="withdraw_accreditation"),
    path(REVIEW + "look-back/", follow_up.look_back, name="look_back"),
    path(REVIEW + "look-back/<str:point>/", follow_up.say, name="say_what_became"),
    path(REVIEW + "published/<slug:output>/", follow_up.published, name="published"),
    path(REVIEW + "take-aways/", follow_up.take_aways, name="take_aways"),
    path("take-aways/", follow_up.my_take_aways, name="my_take_aways"),
    path("take-aways/<uuid:take_away_id>/", follow_up.change_take_away, name="change_take_away"),
    path("take-aways/<uuid:take_away_id>/remove/", follow_up.remove_take_away, name="remove_take_away"),
]
