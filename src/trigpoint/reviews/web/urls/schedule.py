"""A review, its dates and its team; the cycle; what a person can't review."""

from django.urls import path

from trigpoint.reviews.web.views import conflicts, cycle, keeping, planning, review, team

REVIEW = "reviews/<uuid:review_id>/"
CYCLE = "cycles/<uuid:cycle_id>/"

urlpatterns = [
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/conflicts/", conflicts.conflicts, name="conflicts"),
    path("reviews/conflicts/withdraw/", conflicts.withdraw, name="withdraw_conflict"),
    path(REVIEW, review.review, name="review"),
    path(REVIEW + "what-to-expect/", review.expect, name="expect"),
    path(REVIEW + "team/", team.team, name="team"),
    path(REVIEW + "team/release/", team.release, name="release"),
    path(REVIEW + "shape/", planning.shape, name="shape"),
    path(REVIEW + "dates/", planning.move_dates, name="move_dates"),
    path(REVIEW + "dates/check/", planning.check_moved, name="check_moved"),
    path(REVIEW + "postpone/", planning.postpone, name="postpone"),
    path(REVIEW + "resume/", planning.resume, name="resume"),
    path(REVIEW + "cancel/", planning.cancel, name="cancel"),
    path(REVIEW + "close/", planning.close, name="close"),
    path(REVIEW + "kept/", keeping.kept, name="kept"),
    path(REVIEW + "kept/lift/", keeping.lift, name="lift_hold"),
    path(REVIEW + "remind/", cycle.remind, name="remind"),
    path("cycles/", cycle.cycles, name="cycles"),
    path(CYCLE, cycle.cycle, name="cycle"),
    path(CYCLE + "plan/<uuid:school_id>/", planning.plan, name="plan"),
    path(CYCLE + "plan/<uuid:school_id>/check/", planning.check, name="check"),
]
