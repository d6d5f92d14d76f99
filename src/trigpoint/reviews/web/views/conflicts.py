"""Schools that a person can't review: said by themselves, with no reason asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.reviews.actions import conflicts as actions
from trigpoint.reviews.queries import conflicts as queries
from trigpoint.reviews.web import asking
from trigpoint.reviews.web.forms.conflicts import ConflictForm
from trigpoint.ui.web import act, show


@login_required
def conflicts(request: HttpRequest) -> HttpResponse:
    """One's own list, and a form to add to it."""
    schools = queries.schools_near(asking.hats(request), on=clock.today())
    form = ConflictForm(request.POST or None, schools=[(school.pk, school.name) for school in schools])
    if request.method == "POST" and form.is_valid():
        school = next(school for school in schools if school.pk == form.cleaned_data["school"])
        if act(form, actions.declare, actor=request.user, at=clock.now(), school=school):
            messages.success(
                request, _("Saved. You won't be chosen for a review of %(school)s.") % {"school": school.name}
            )
            return redirect("reviews:conflicts")
    declared = queries.of_person(request.user.pk)
    return show(request, "reviews/conflicts.html", {"form": form, "declared": declared})


@login_required
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one back."""
    known = next(
        (one for one in queries.of_person(request.user.pk) if str(one.school_id) == request.POST.get("school")), None
    )
    if known is None:
        raise Missing
    actions.withdraw(actor=request.user, at=clock.now(), school=known.school)
    messages.success(request, _("Saved. You can be chosen for %(school)s again.") % {"school": known.school.name})
    return redirect("reviews:conflicts")
