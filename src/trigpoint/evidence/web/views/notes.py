"""One's own notes, and the team's once the visit is over."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from trigpoint.evidence import rules
from trigpoint.evidence.queries import notes as reading
from trigpoint.evidence.queries import plans, stages
from trigpoint.evidence.queries.notes import Note
from trigpoint.evidence.web import presenters
from trigpoint.evidence.web.forms import FileForm, FilterForm, NoteForm
from trigpoint.evidence.web.views.capture import save
from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.queries.scene import Scene, load
from trigpoint.reviews.queries.team import members
from trigpoint.ui.paging import PER_PAGE
from trigpoint.ui.web import show


@login_required
def notes(request: HttpRequest, review_id: uuid.UUID) -> HttpResponse:
    """The notes that this person reads, newest first."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_own(scene).require()
    sees_all = bool(rules.visibility.may_see_all(scene, visit_over=stages.visit_over(scene)))
    team = [member for member in members(scene.review, on=scene.on) if member.reviews]
    form = FilterForm(
        request.GET,
        aspects=[(aspect.code, aspect.name) for aspect in plans.in_focus(scene.review)],
        kinds=presenters.kinds(scene),
        people=[(str(member.person_id), member.name) for member in team],
    )
    wanted = form.wanted if sees_all else {**form.wanted, "author_id": scene.hats.person_id}
    page: Page[Note] = Paginator(reading.listed(scene.review, **wanted), PER_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "evidence/notes.html",
        {
            "scene": scene,
            "page": page,
            "notes": presenters.entries(scene, page.object_list),
            "filter": form if sees_all else None,
            "sees_all": sees_all,
            "may_record": rules.keeping.may_record(scene),
            "kept": presenters.kept(scene),
            "set_aside": len(reading.set_aside(scene.review)) if rules.keeping.may_settle(scene) else 0,
            "seen_by": presenters.seen_by(scene),
        },
    )


@login_required
def note(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> HttpResponse:
    """One note with its revisions and files."""
    scene, found = _note(request, review_id, note_id)
    return show(request, "evidence/note.html", whole(scene, found))


@login_required
def change(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> HttpResponse:
    """Say one's own note anew: a new revision, the old one stays."""
    scene, found = _note(request, review_id, note_id)
    rules.keeping.may_change(scene, author_id=found.author_id).require()
    rules.keeping.may_record(scene).require()
    counting = reading.history(scene.review, note_id)[0]
    initial = {**presenters.values(counting), "made_at": clock.now().isoformat()}
    form = NoteForm(
        request.POST or None,
        initial=initial,
        aspects=plans.in_focus(scene.review),
        kinds=presenters.kinds(scene),
        several=scene.model.word("aspects"),
    )
    if request.method == "POST" and (receipt := save(request, scene, form)):
        messages.success(request, presenters.saved(receipt))
        return redirect("evidence:note", review_id, note_id)
    return show(request, "evidence/change.html", {"scene": scene, "form": form, "note": found, "failed": form.errors})


def whole(scene: Scene, found: Note) -> dict[str, object]:
    """What the page of one note shows; `note` is None once what it said is deleted."""
    history = reading.history(scene.review, found.pk)
    own = found.author_id == scene.hats.person_id
    return {
        "scene": scene,
        "note": next(iter(presenters.entries(scene, history[:1])), None),
        "kept": presenters.kept(scene),
        "history": presenters.entries(scene, history[1:]),
        "files": reading.attachments(found.pk),
        "own": own,
        "may_take_off": own and rules.keeping.may_take_off(scene),
        "form": FileForm() if own and rules.keeping.may_attach(scene) else None,
        "seen_by": presenters.seen_by(scene),
    }


def _note(request: HttpRequest, review_id: uuid.UUID, note_id: uuid.UUID) -> tuple[Scene, Note]:
    """A note that this person may read. One that they may not is not there for them."""
    scene = load(request.hats, review_id, on=clock.today())
    rules.visibility.may_see_own(scene).require()
    found = reading.get(scene.review, note_id)
    over = stages.visit_over(scene)
    if not rules.visibility.may_see(scene, author_id=found.author_id, visit_over=over):
        raise Missing
    return scene, found
