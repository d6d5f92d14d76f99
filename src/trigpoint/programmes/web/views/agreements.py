"""Who has signed what; reading and signing; the signed copy."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trigpoint.kernel import clock
from trigpoint.kernel.errors import Missing
from trigpoint.organisations.queries import by_id
from trigpoint.programmes.actions import agreements as actions
from trigpoint.programmes.actions import reminders
from trigpoint.programmes.enums import AgreementKind
from trigpoint.programmes.queries import agreements, scope, texts
from trigpoint.programmes.rules import agreements as rules
from trigpoint.programmes.rules import partnerships
from trigpoint.programmes.web.forms import programmes as forms
from trigpoint.programmes.web.presenters import programmes as presenters
from trigpoint.ui.documents import pdf
from trigpoint.ui.web import act, show


def status(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Every member school with both agreements, signed or not."""
    view = scope.load(request.hats, partnership_id, on=clock.today())
    partnerships.may_read(view).require()
    return show(request, "programmes/agreements.html", presenters.agreements(view))


@require_POST
def remind(request: HttpRequest, partnership_id: uuid.UUID) -> HttpResponse:
    """Mail the heads who have still to sign."""
    view = scope.load(request.hats, partnership_id, on=clock.today())
    names = reminders.remind(actor=request.user, at=clock.now(), partnership=view.partnership)
    messages.success(request, _("%(names)s will get a mail today.") % {"names": ", ".join(names)})
    return redirect("programmes:agreements", partnership_id)


def sign(request: HttpRequest, partnership_id: uuid.UUID, school_id: uuid.UUID, kind: str) -> HttpResponse:
    """Read an agreement and, as the school's head, sign it. Others who may see the partnership only read."""
    view = scope.load(request.hats, partnership_id, on=clock.today())
    school = by_id.school(school_id)
    status = {row.school_id: row for row in agreements.status(view.partnership, on=view.on)}
    if school is None or kind not in AgreementKind.values or school_id not in status or view.only_own:
        raise Missing
    text = agreements.text(view.partnership.programme_id, kind)
    signature = status[school_id].signatures[kind]
    may_sign = rules.may_sign(view, school_id)
    if request.method == "POST":
        may_sign.require()
        if signature is not None:  # a double click, or a second tab
            messages.info(request, _("Your school has signed this already."))
            return redirect("programmes:agreements", partnership_id)
    initial = {"name": request.user.name, "role": _("Headteacher"), "sha256": text.sha256}
    form = forms.SignForm(request.POST or None, initial=initial)
    given = {"partnership": view.partnership, "school": school, "kind": AgreementKind(kind)}
    if request.method == "POST" and act(form, actions.sign, actor=request.user, at=clock.now(), **given):
        messages.success(request, _("Signed. The signed copy is kept here for your school."))
        return redirect("programmes:agreements", partnership_id)
    if form.is_bound and form.data.get("sha256") != text.sha256:
        _read_again(form, text.sha256)
    context = {
        "view": view,
        "school": school,
        "text": text,
        "blocks": texts.blocks(text.body),
        "signature": signature,
        "form": form if may_sign and signature is None else None,
        "may_sign": may_sign,
    }
    return show(request, "programmes/sign.html", context)


def sign_for_oneself(request: HttpRequest, partnership_id: uuid.UUID, kind: str) -> HttpResponse:
    """Read an agreement and sign it for oneself: whoever reviews here and is sent by no school."""
    view = scope.load(request.hats, partnership_id, on=clock.today())
    rules.may_sign_for_oneself(view).require()
    if kind not in AgreementKind.values:
        raise Missing
    text = agreements.text(view.partnership.programme_id, kind)
    signature = agreements.own(view.partnership, request.user.pk)[kind]
    form = forms.OwnSignForm(request.POST or None, initial={"name": request.user.name, "sha256": text.sha256})
    given = {"partnership": view.partnership, "kind": AgreementKind(kind)}
    if request.method == "POST" and act(form, actions.sign_for_oneself, actor=request.user, at=clock.now(), **given):
        messages.success(request, _("Signed for yourself. You are on the list of those with whom data may be shared."))
        return redirect("programmes:agreements", partnership_id)
    if form.is_bound and form.data.get("sha256") != text.sha256:
        _read_again(form, text.sha256)
    context = {"view": view, "text": text, "blocks": texts.blocks(text.body), "signature": signature}
    return show(request, "programmes/sign_for_oneself.html", {**context, "form": None if signature else form})


def copy(request: HttpRequest, partnership_id: uuid.UUID, signature_id: uuid.UUID) -> HttpResponse:
    """A signed copy, laid out to be printed."""
    view = scope.load(request.hats, partnership_id, on=clock.today())
    signature = agreements.signed_copy(view, signature_id)
    if request.GET.get("as") == "pdf":
        made = pdf("programmes/agreement.typ", presenters.signed_copy(view, signature), at=signature.signed_at)
        return HttpResponse(
            made,
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'attachment; filename="{signature.text.kind}-{signature.text.version}.pdf"'
            },
        )
    context = {"view": view, "signature": signature, "blocks": texts.blocks(signature.text.body)}
    return show(request, "programmes/signed_copy.html", context | {"fingerprint": presenters.FINGERPRINT})


def _read_again(form: forms.SignForm, sha256: str) -> None:
    """A newer text is on the page now: name and role stay typed, the tick has to be set again."""
    typed: Any = form.data
    form.data = {**{k: v for k, v in typed.items() if k != "agreed"}, "sha256": sha256}
