"""What the pages ask for. Lengths and labels come from the tables."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from trigpoint.organisations.enums import Nation
from trigpoint.programmes.queries.calendar import Span
from trigpoint.ui.forms import DateField, from_table


class SignForm(forms.Form):
    agreed = forms.BooleanField(label=_("I have read this agreement, and my school agrees to it"))
    name = from_table("programmes.Signature", "name", help_text=_("As you would sign it."))
    role = from_table("programmes.Signature", "role", help_text=_("Such as headteacher."))
    sha256 = forms.CharField(widget=forms.HiddenInput)


class OwnSignForm(forms.Form):
    agreed = forms.BooleanField(label=_("I have read this agreement, and I keep to it in every review that I join"))
    name = from_table("programmes.OwnSignature", "name", help_text=_("As you would sign it."))
    sha256 = forms.CharField(widget=forms.HiddenInput)


class TextForm(forms.Form):
    title = from_table("programmes.AgreementText", "title")
    body = from_table(
        "programmes.AgreementText",
        "body",
        rows=30,
        max_length=60_000,
        help_text=_(
            "A line that begins with ## is a heading, with - an item of a list, with 1. a numbered item."
            " An empty line parts paragraphs."
        ),
    )


class NewProgrammeForm(forms.Form):
    name = from_table("programmes.Programme", "name", help_text=_("Such as Peer review 2026 to 2029."))
    review_model = forms.ChoiceField(label=_("Review model"), widget=forms.RadioSelect)

    def __init__(self, *args: object, models: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_model"].choices = list(models)


class ModelForm(NewProgrammeForm):
    name = None
    version = forms.IntegerField(widget=forms.HiddenInput)


class SettingsForm(forms.Form):
    """`by_model`: the review model says who reads what comes out, so that is not asked here; what was ticked stays."""

    name = from_table("programmes.Programme", "name")
    reviewers_keep_profile = from_table(
        "programmes.Programme",
        "reviewers_keep_profile",
        label=_("Reviewers may keep the profile"),
        help_text=_("Otherwise the team reads it only until the review is over."),
    )
    lead_sees_profile = from_table(
        "programmes.Programme",
        "lead_sees_profile",
        label=_("The partnership lead may read profiles"),
        help_text=_("Otherwise the lead sees dates, themes and requests for support, never what was found."),
    )
    governors_see_profile = from_table(
        "programmes.Programme",
        "governors_see_profile",
        label=_("Governors may read their own school's profile"),
        help_text=_("Otherwise the headteacher decides what governors are told."),
    )
    staff_plan_reviews = from_table(
        "programmes.Programme",
        "staff_plan_reviews",
        label=_("The programme's staff may set dates and teams"),
        help_text=_("Otherwise each partnership lead does it alone."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, by_model: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if by_model:
            for name in ("reviewers_keep_profile", "lead_sees_profile", "governors_see_profile"):
                self.fields[name].widget = forms.HiddenInput()


class PriorityForm(forms.Form):
    text = from_table(
        "programmes.Priority",
        "text",
        label=_("A priority that all schools share"),
        help_text=_("Such as: close the attainment gap in English and mathematics."),
    )


class StandingForm(forms.Form):
    school = forms.UUIDField(widget=forms.HiddenInput)
    name = from_table("programmes.Standing", "name", help_text=_("In the programme's own words, such as Lead school."))
    starts_on = from_table("programmes.Standing", "starts_on")
    ends_on = from_table("programmes.Standing", "ends_on")


class EndForm(forms.Form):
    ends_on = DateField(label=_("Last day"))


class PartnershipForm(forms.Form):
    name = from_table("programmes.Partnership", "name")


class RenameForm(PartnershipForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class JoinForm(forms.Form):
    school = forms.UUIDField(widget=forms.HiddenInput)
    joined_on = from_table("programmes.Membership", "joined_on", label=_("Member from"))


class JoinTrustForm(forms.Form):
    trust_uid = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    joined_on = from_table("programmes.Membership", "joined_on", label=_("Member from"))


class SchoolForm(forms.Form):
    name = from_table("organisations.School", "name")
    town = from_table("organisations.School", "town", required=False)
    postcode = from_table("organisations.School", "postcode", required=False)
    phase = forms.CharField(label=_("Phase"), required=False, max_length=60, help_text=_("Such as primary."))
    nation = forms.ChoiceField(label=_("Nation"), choices=Nation.choices, initial=Nation.ENGLAND)
    pupils = forms.IntegerField(label=_("Pupils"), required=False, min_value=0, max_value=10_000)


class LeaveForm(forms.Form):
    left_on = DateField(label=_("Last day as a member"))


class CycleForm(forms.Form):
    name = from_table("programmes.Cycle", "name", help_text=_("Such as 2026/27."))
    starts_on = from_table("programmes.Cycle", "starts_on")
    ends_on = from_table("programmes.Cycle", "ends_on")


class PauseForm(forms.Form):
    starts_on = DateField(label=_("Pause from"))


class ResumeForm(forms.Form):
    resumes_on = DateField(label=_("Go on from"))


class EmptyForm(forms.Form):
    """Only a button: what it does is refused in words where it must be."""


class TermForm(forms.Form):
    name = from_table("programmes.Term", "name")
    starts_on = from_table("programmes.Term", "starts_on")
    ends_on = from_table("programmes.Term", "ends_on")

    def span(self) -> Span:
        return Span(**{name: self.cleaned_data[name] for name in ("name", "starts_on", "ends_on")})


class TermFormSet(forms.BaseFormSet):
    """Terms of a year; each can be taken out."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this term out")


class PublishForm(forms.Form):
    text = forms.CharField(
        label=_("The file's content"),
        widget=forms.Textarea(attrs={"rows": 30}),
        max_length=1_000_000,
        strip=False,
        help_text=_("A framework, a map or a review model, in YAML. What is wrong in it is named with its line."),
    )
