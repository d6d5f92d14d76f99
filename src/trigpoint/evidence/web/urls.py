"""Pages of the evidence of one review."""

from django.urls import path

from trigpoint.evidence.web.views import capture, files, matrix, notes, set_aside

app_name = "evidence"

NOTES = "reviews/<uuid:review_id>/notes/"

urlpatterns = [
    path(NOTES, notes.notes, name="notes"),
    path(NOTES + "new/", capture.capture, name="capture"),
    path(NOTES + "set-aside/", set_aside.set_aside, name="set_aside"),
    path(NOTES + "set-aside/<uuid:set_aside_id>/", set_aside.settle, name="settle"),
    path(NOTES + "files/<uuid:attachment_id>/", files.attachment, name="attachment"),
    path(NOTES + "files/<uuid:attachment_id>/remove/", files.remove, name="remove_attachment"),
    path(NOTES + "<uuid:note_id>/", notes.note, name="note"),
    path(NOTES + "<uuid:note_id>/change/", notes.change, name="change"),
    path(NOTES + "<uuid:note_id>/files/", files.attach, name="attach"),
    path("reviews/<uuid:review_id>/evidence/", matrix.matrix, name="matrix"),
    path("reviews/<uuid:review_id>/evidence/visit-over/", matrix.end_visit, name="end_visit"),
]
