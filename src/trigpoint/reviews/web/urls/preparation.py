"""What comes before a visit: self-evaluation, data pack, focus, briefing, timetable."""

from django.urls import path

from trigpoint.reviews.web.views import briefing, focus, pack, self_evaluation, sheets, timetable

REVIEW = "reviews/<uuid:review_id>/"
SELF = REVIEW + "self-evaluation/"
PACK = REVIEW + "pack/"
FOCUS = REVIEW + "focus/"
BRIEFING = REVIEW + "briefing/"
SHEETS = REVIEW + "briefings/"
TIMETABLE = REVIEW + "timetable/"

urlpatterns = [
    path(SELF, self_evaluation.self_evaluation, name="self_evaluation"),
    path(SELF + "aspects/<slug:code>/", self_evaluation.aspect, name="self_evaluation_aspect"),
    path(SELF + "complete/", self_evaluation.complete, name="complete_self_evaluation"),
    path(SELF + "reopen/", self_evaluation.reopen, name="reopen_self_evaluation"),
    path(SELF + "share/", self_evaluation.share, name="share_self_evaluation"),
    path(PACK, pack.pack, name="pack"),
    path(PACK + "open/", pack.open_pack, name="open_pack"),
    path(PACK + "add/figures/", pack.add_figures, name="add_pack_figures"),
    path(PACK + "add/<slug:kind>/", pack.add, name="add_pack_item"),
    path(PACK + "items/<uuid:item_id>/remove/", pack.remove, name="remove_pack_item"),
    path(PACK + "items/<uuid:item_id>/take/", pack.take, name="take_pack_item"),
    path(PACK + "items/<uuid:item_id>/file/", pack.file, name="pack_file"),
    path(PACK + "release/", pack.release, name="release_pack"),
    path(PACK + "withdraw/", pack.withdraw, name="withdraw_pack"),
    path(PACK + "last-day/", pack.expiry, name="pack_expiry"),
    path(PACK + "looks/", pack.looks, name="pack_looks"),
    path(FOCUS, focus.focus, name="focus"),
    path(FOCUS + "story/", focus.story, name="focus_story"),
    path(FOCUS + "aspects/", focus.aspects, name="focus_aspects"),
    path(FOCUS + "lines/", focus.add_line, name="add_line"),
    path(FOCUS + "lines/<uuid:line_id>/", focus.change_line, name="change_line"),
    path(FOCUS + "lines/<uuid:line_id>/remove/", focus.remove_line, name="remove_line"),
    path(FOCUS + "agree/", focus.agree, name="agree_focus"),
    path(FOCUS + "reopen/", focus.reopen, name="reopen_focus"),
    path(FOCUS + "not-available/", focus.not_observed, name="not_observed"),
    path(FOCUS + "not-available/<uuid:slot_id>/remove/", focus.remove_not_observed, name="remove_not_observed"),
    path(BRIEFING, briefing.briefing, name="briefing"),
    path(BRIEFING + "<uuid:person_id>/", briefing.allocate, name="allocate"),
    path(REVIEW + "scope/", sheets.scope, name="scope"),
    path(REVIEW + "effort/", sheets.effort, name="effort"),
    path(SHEETS, sheets.sheets, name="sheets"),
    path(SHEETS + "send/", sheets.send, name="send_sheets"),
    path(SHEETS + "read/", sheets.confirm, name="confirm_sheet"),
    path(SHEETS + "<uuid:person_id>/", sheets.sheet, name="sheet"),
    path(TIMETABLE, timetable.timetable, name="timetable"),
    path(TIMETABLE + "print/", timetable.printed, name="timetable_print"),
    path(TIMETABLE + "add/", timetable.add, name="add_activity"),
    path(TIMETABLE + "<uuid:activity_id>/", timetable.change, name="change_activity"),
    path(TIMETABLE + "<uuid:activity_id>/remove/", timetable.remove, name="remove_activity"),
]
