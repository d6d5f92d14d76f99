"""Pages of the workshop and the plan of one review."""

from django.urls import path

from trigpoint.improvement.web.views import plan, workshop

app_name = "improvement"

WORKSHOP = "reviews/<uuid:review_id>/workshop/"
PLAN = "reviews/<uuid:review_id>/plan/"

urlpatterns = [
    path(WORKSHOP, workshop.workshop, name="workshop"),
    path(WORKSHOP + "prepare/", workshop.prepare, name="prepare_workshop"),
    path(WORKSHOP + "people/", workshop.people, name="workshop_people"),
    path(WORKSHOP + "people/invite/", workshop.invite, name="workshop_invite"),
    path(WORKSHOP + "issues/", workshop.new_issue, name="workshop_new_issue"),
    path(WORKSHOP + "issues/<uuid:issue_id>/", workshop.issue, name="workshop_issue"),
    path(WORKSHOP + "issues/<uuid:issue_id>/causes/", workshop.add_cause, name="workshop_add_cause"),
    path(WORKSHOP + "issues/<uuid:issue_id>/options/", workshop.add_option, name="workshop_add_option"),
    path(WORKSHOP + "options/<uuid:option_id>/", workshop.decide, name="workshop_decide"),
    path(WORKSHOP + "held/", workshop.hold, name="hold_workshop"),
    path(PLAN, plan.plan, name="plan"),
    path(PLAN + "begin/", plan.begin, name="begin_plan"),
    path(PLAN + "actions/", plan.new_action, name="new_action"),
    path(PLAN + "actions/<uuid:action_id>/", plan.change_action, name="change_action"),
    path(PLAN + "actions/<uuid:action_id>/remove/", plan.remove_action, name="remove_action"),
    path(PLAN + "actions/<uuid:action_id>/progress/", plan.progress, name="progress"),
    path(PLAN + "telling/", plan.telling, name="telling"),
    path(PLAN + "telling/<uuid:telling_id>/remove/", plan.remove_telling, name="remove_telling"),
    path(PLAN + "agree/", plan.agree, name="agree_plan"),
    path(PLAN + "impact/", plan.impact, name="impact_review"),
]
