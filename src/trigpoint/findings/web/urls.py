"""Pages of what the team finds in one review."""

from django.urls import path

from trigpoint.findings.web.views import board, comparing, draft, feedback, profile, school

app_name = "findings"

FINDINGS = "reviews/<uuid:review_id>/findings/"
PROFILE = "reviews/<uuid:review_id>/profile/"

urlpatterns = [
    path(FINDINGS, board.board, name="board"),
    path(FINDINGS + "close/", board.close, name="close_team_meeting"),
    path(FINDINGS + "aspects/<slug:code>/", board.aspect, name="aspect"),
    path(FINDINGS + "aspects/<slug:code>/propose/", board.propose, name="propose"),
    path(FINDINGS + "aspects/<slug:code>/open/", board.open_proposals, name="open_proposals"),
    path(FINDINGS + "aspects/<slug:code>/agree/", board.agree, name="agree_position"),
    path(FINDINGS + "aspects/<slug:code>/live/", board.live, name="live"),
    path(FINDINGS + "aspects/<slug:code>/history/", board.history, name="history"),
    path(FINDINGS + "with-the-school/", board.with_the_school, name="with_the_school"),
    path(FINDINGS + "aspects/<slug:code>/answer/", board.answer, name="answer_position"),
    path("reviews/<uuid:review_id>/feedback/", feedback.feedback, name="feedback"),
    path(PROFILE, profile.profile, name="profile"),
    path(PROFILE + "open/", profile.open_profile, name="open_profile"),
    path(PROFILE + "pdf/", profile.as_pdf, name="profile_pdf"),
    path(PROFILE + "word/", profile.as_word, name="profile_word"),
    path(PROFILE + "inspection-areas/", comparing.inspection_areas, name="inspection_areas"),
    path(PROFILE + "over-time/", comparing.over_time, name="over_time"),
    path(PROFILE + "looks/", profile.looks, name="looks"),
    path(PROFILE + "draft/", draft.draft, name="draft"),
    path(PROFILE + "send/", draft.send, name="send_for_check"),
    path(PROFILE + "take-back/", draft.take_back, name="take_back"),
    path(PROFILE + "corrections/<uuid:correction_id>/", draft.settle, name="settle_correction"),
    path(PROFILE + "quality/", draft.quality, name="quality"),
    path(PROFILE + "release/", draft.release, name="release"),
    path(PROFILE + "check/", school.check, name="check"),
    path(PROFILE + "reply/", school.reply, name="reply"),
    path(PROFILE + "share/", school.share, name="share"),
]
