"""Pages of dates and teams, of what people and schools can give, and of what people are asked."""

from django.urls import path

from trigpoint.allocation.web.views import (
    availability,
    feeds,
    files,
    gaps,
    invitations,
    own_school,
    pins,
    schedules,
    seats,
    starts,
)

app_name = "allocation"

CYCLE = "cycles/<uuid:cycle_id>/schedule/"
PROGRAMME = "programmes/<uuid:programme_id>/schedule/"
SCHEDULE = "schedules/<uuid:schedule_id>/"
NETWORK = "networks/<uuid:network_id>/"
OWN_SCHOOL = NETWORK + "schools/<uuid:school_id>/days/"

urlpatterns = [
    path(CYCLE, starts.cycle, name="cycle"),
    path(CYCLE + "pins/", pins.pins, name="pins"),
    path(CYCLE + "pins/remove/", pins.unpin, name="unpin"),
    path(CYCLE + "gaps/", gaps.gaps, name="gaps"),
    path(CYCLE + "gaps/repair/", gaps.repair, name="repair"),
    path(CYCLE + "gaps/<uuid:invitation_id>/", gaps.step_in, name="step_in"),
    path(CYCLE + "fairness/", gaps.fairness, name="fairness"),
    path(CYCLE + "people/", availability.people, name="people"),
    path(CYCLE + "people/<uuid:person_id>/", availability.person, name="person"),
    path(CYCLE + "people/<uuid:person_id>/conflicts/", availability.conflict, name="conflict"),
    path(CYCLE + "people/lift/", availability.lift, name="lift_conflict"),
    path(CYCLE + "schools/<uuid:school_id>/", availability.school, name="school"),
    path(CYCLE + "schools/<uuid:school_id>/days/", availability.school_days, name="school_days"),
    path(CYCLE + "files/", files.bring, name="bring"),
    path(CYCLE + "files/<slug:kind>/", files.take, name="take"),
    path(PROGRAMME, starts.programme, name="programme"),
    path(PROGRAMME + "fairness/", gaps.programme_fairness, name="programme_fairness"),
    path("schedules/", starts.schedules, name="schedules"),
    path(SCHEDULE, schedules.schedule, name="schedule"),
    path(SCHEDULE + "stop/", schedules.stop, name="stop"),
    path(SCHEDULE + "discard/", schedules.discard, name="discard"),
    path(SCHEDULE + "publish/", schedules.publish, name="publish"),
    path(SCHEDULE + "undo/", schedules.undo, name="undo"),
    path(SCHEDULE + "dates-and-teams.csv", files.plan, {"ending": "csv"}, name="plan_csv"),
    path(SCHEDULE + "dates-and-teams.xlsx", files.plan, {"ending": "xlsx"}, name="plan_xlsx"),
    path(SCHEDULE + "seat/", seats.seat, name="seat"),
    path(SCHEDULE + "date/", seats.move, name="move"),
    path(NETWORK + "availability/", availability.own, name="own"),
    path(NETWORK + "availability/absences/remove/", availability.remove_absence, name="remove_absence"),
    path(OWN_SCHOOL, own_school.school, name="own_school"),
    path(OWN_SCHOOL + "remove/", own_school.remove, name="remove_school_days"),
    path(OWN_SCHOOL + "files/", own_school.bring, name="bring_own"),
    path(OWN_SCHOOL + "files/<slug:kind>/", own_school.take, name="take_own"),
    path("availability/", availability.mine, name="mine"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/", invitations.answer, name="answer"),
    path("calendar/", feeds.feed, name="feed"),
    path("calendar/<str:secret>.ics", feeds.ics, name="ics"),
]
