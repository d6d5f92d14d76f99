"""What people type about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.access.roles import Role
from trigpoint.people.rules.appointing import TRAINED
from trigpoint.ui.forms import DateField, from_table

HINTS: dict[str, Any] = {
    Role.SENIOR_LEADER: _("May also invite staff, governors and the Improvement Champion"),
    Role.SAFEGUARDING_LEAD: _("Named on the page ‘Worried about a child?’"),
    Role.DEPUTY_SAFEGUARDING_LEAD: _("Named on the page ‘Worried about a child?’"),
    Role.CHAIR_OF_GOVERNORS: _("Named on that page too, for worries about the headteacher"),
    Role.CHAMPION: _("Drives the action plan at home and facilitates workshops of other schools"),
    Role.PROGRAMME_STAFF: _("Needs a second factor to sign in"),
    Role.OPERATOR: _("Needs a second factor to sign in"),
    Role.EVALUATOR: _("Needs a second factor to sign in"),
}


class InviteForm(forms.Form):
    """Asks for the role only where there is a choice, and for training only where a role has it."""

    email = from_table("people.Account", "email", label=_("E-mail address"), help_text=_("The invitation goes to it."))
    name = from_table("people.Account", "name", label=_("Name"), help_text=_("First name and surname."))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    trained_until = DateField(label=_("Trained until"), required=False)
    ends_on = DateField(label=_("Last day"), help_text=_("Leave it empty until further notice."), required=False)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["role"]
        asked.choices = [(role.value, role.label) for role in roles]
        asked.choice_hints = {role.value: HINTS[role] for role in roles if role in HINTS}
        asked.error_messages["required"] = _("Choose a role")
        if len(roles) == 1:
            asked.initial = roles[0].value
        if not set(roles) & set(TRAINED):
            del self.fields["trained_until"]


class RoleForm(forms.Form):
    """The dates of an appointment."""

    trained_until = DateField(label=_("Trained until"), required=False)
    ends_on = DateField(label=_("Last day"), help_text=_("Leave it empty until further notice."), required=False)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if role not in TRAINED:
            del self.fields["trained_until"]


class OwnDetailsForm(forms.Form):
    name = from_table("people.Account", "name", label=_("Your name"))
    language = from_table("people.Account", "language", label=_("Language"), widget=forms.RadioSelect)


class FindForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The whole address: accounts can't be leafed through."),
        error_messages={
            "required": _("Give the address of the account"),
            "invalid": _("An e-mail address looks like name@school.sch.uk"),
        },
    )


class TokenForm(forms.Form):
    name = from_table(
        "people.Token", "name", label=_("What is it for?"), help_text=_("Such as “Our timetable system”.")
    )
    days = forms.IntegerField(
        label=_("For how many days?"), initial=30, help_text=_("From 1 to 366. After that it is of no use.")
    )
    may_write = forms.BooleanField(
        label=_("It may also change things"), help_text=_("Without this it can only read."), required=False
    )
