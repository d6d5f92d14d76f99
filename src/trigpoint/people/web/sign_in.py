"""Signing in: an address, the code that was sent to it; or a passkey."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account import views as allauth_views
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.stages import LoginByCodeStage
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateResponseMixin, TemplateView

from trigpoint.ui import panels

LAST_ADDRESS = "sign_in_address"


class SaysStatus(TemplateResponseMixin):
    """A page with something to put right answers 422, as all of our pages do."""

    def render_to_response(self, context: dict[str, Any], **response: Any) -> HttpResponse:
        form = context.get("form")
        if form is not None and form.is_bound and form.errors:
            response.setdefault("status", 422)
        return super().render_to_response(context, **response)


class AddressForm(allauth_forms.RequestLoginCodeForm):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send a code to it. There is no password to remember."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Give the e-mail address that you were invited with"),
            "invalid": gettext_lazy("An e-mail address looks like name@school.sch.uk"),
        },
    )


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    code = forms.CharField(
        label=gettext_lazy("The code"),
        help_text=gettext_lazy(
            "Eight letters, such as FZRV-XHVW. You can paste it; capitals and the dash don’t matter."
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "class": "govuk-input--width-10", "autocapitalize": "characters"}
        ),
        error_messages={"required": gettext_lazy("Give the code from the mail")},
    )


class SignIn(SaysStatus, allauth_views.RequestLoginCodeView):
    """Asks for the address. A code that is still on its way is named, and no obstacle to asking for another."""

    form_class = AddressForm
    template_name = "account/login.html"

    def get_form_class(self) -> type[forms.Form]:
        return self.form_class

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        return None

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.request.session.get(LAST_ADDRESS, "")}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.request.session[LAST_ADDRESS] = form.cleaned_data["email"]
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stage = get_pending_stage(self.request)
        waiting = isinstance(stage, LoginByCodeStage) and LoginCodeVerificationProcess(stage).is_valid()
        code_url = self.passthrough_next_url(reverse("account_confirm_login_code"))
        found = super().get_context_data(**kwargs)
        return found | {"code_url": code_url if waiting else "", "panels": panels.panels("sign_in", self.request)}


@method_decorator(login_not_required, name="dispatch")
class ConfirmCode(SaysStatus, allauth_views.ConfirmLoginCodeView):
    """Asks for the code. When it is too late for it, says so and keeps the address and where the person was going."""

    form_class = CodeForm

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self._action == "resend" else self.form_class

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.request = request
        response = super().dispatch(request, *args, **kwargs)
        sent_back = isinstance(response, HttpResponseRedirect) and response.url == reverse("account_login")
        if not sent_back:
            return response
        if getattr(self, "_process", None) is None:
            messages.warning(
                request,
                _("That code is no longer good: codes last 10 minutes, in the browser that asked. Ask for a new one."),
            )
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"panels": panels.panels("sign_in", self.request)}


@method_decorator(login_not_required, name="dispatch")
class SignOut(allauth_views.LogoutView):
    """Signs out, or gives up signing in half-way. The browser is asked to forget the pages it still holds."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


@method_decorator(login_not_required, name="dispatch")
class ByInvitation(TemplateView):
    """Says that accounts come by invitation, and from whom."""

    template_name = "account/signup_closed.html"
