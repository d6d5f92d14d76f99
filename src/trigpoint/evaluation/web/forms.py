"""What the pages ask for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trigpoint.evaluation.enums import Arm, CostKind, ExclusionKind, Source
from trigpoint.evaluation.queries import columns
from trigpoint.ui.forms import DateField, from_table

type Choices = Iterable[tuple[Any, Any]]


class GrantForm(forms.Form):
    person = forms.ChoiceField(label=_("Who"), help_text=_("The programme's evaluators are listed."))
    purpose = from_table(
        "evaluation.Grant",
        "purpose",
        label=_("What for"),
        help_text=_("In a sentence. It is kept with everything that they take away."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ends_on = DateField(label=_("Until"), help_text=_("The last day. Three years at most; it can be given again."))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]


class StudyForm(forms.Form):
    title = from_table(
        "evaluation.Study",
        "title",
        label=_("What does the study ask?"),
        help_text=_("In a line, such as “Two cycles of peer review and mathematics at age 11”."),
    )
    starts_on = DateField(
        label=_("Reviews from"), help_text=_("The first day of the programme that the study looks at.")
    )
    ends_on = DateField(
        label=_("Reviews until"), help_text=_("The last day. Both can be changed until the plan is locked.")
    )
    pupils = from_table(
        "evaluation.Study",
        "pupils",
        label=_("Pupils affected in a school"),
        help_text=_("For the cost of a pupil and year. Leave it empty to take the schools' rolls from the register."),
    )


class ChangeStudyForm(StudyForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


METHODS = (
    ("nearest", _("Nearest by propensity score")),
    ("mahalanobis", _("Nearest by Mahalanobis distance")),
    ("optimal", _("Pairs with the smallest distance in sum")),
    ("subclass", _("Classes of the propensity score")),
    ("entropy", _("Entropy balancing: weights for all comparison schools")),
)
OTHERS = (
    ("three-to-one", _("Three comparison schools to each")),
    ("with-replacement", _("A comparison school may serve more than once")),
    ("mahalanobis", _("Mahalanobis distance")),
    ("optimal", _("Optimal pairs")),
    ("subclasses", _("Six classes of the score")),
    ("entropy", _("Entropy balancing")),
)
INFERENCE = (
    ("CR2", _("CR2 with Satterthwaite's degrees of freedom")),
    ("CR1", _("CR1")),
    ("CR3", _("CR3")),
    ("CR0", _("CR0")),
)
REASON = _("Why?")


def _reason(words: Any) -> forms.CharField:
    return forms.CharField(
        label=REASON,
        help_text=words,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PlanForm(forms.Form):
    """Choices in the order in which a reader of the report meets them, each group with the reason for it."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("The question"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Can impact be estimated?"),
        choices=[
            ("impact", _("Yes: there are tests before and after")),
            ("process", _("No: the report says so, and tells how it went")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("If not, what stands in the way?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    programme = forms.CharField(label=_("What the report calls the programme"), max_length=300)
    pupils = forms.CharField(label=_("Whose outcome it is"), max_length=300)
    reason_question = _reason(_("Why this question, for these pupils."))
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[(name, one.label) for name, one in columns.MAIN.items()], widget=forms.RadioSelect
    )
    pre = forms.MultipleChoiceField(label=_("Years before"), required=False, widget=forms.CheckboxSelectMultiple)
    post = forms.MultipleChoiceField(
        label=_("Years after"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("2020 and 2021 had no tests, and the results of schools in 2022 were not published."),
    )
    subgroup = forms.BooleanField(label=_("Also for disadvantaged pupils, and the gap"), required=False)
    reason_outcome = _reason(_("Why this outcome and these years: what happened in them."))
    covariates = forms.MultipleChoiceField(
        label=_("Numbers that the score rests on"),
        choices=list(columns.NUMBERS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As they were in the last year before."),
    )
    lags = forms.BooleanField(
        label=_("And the outcome in the years before"),
        required=False,
        help_text=_(
            "Matching on a year that was bad by chance makes a gain appear where none is. Say which you chose, and why."
        ),
    )
    factors = forms.MultipleChoiceField(
        label=_("Categories that the score rests on"),
        choices=list(columns.FACTORS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason_score = _reason(_("Why these: what makes a school join, and its results move."))
    method = forms.ChoiceField(label=_("How comparison schools are found"), choices=METHODS, widget=forms.RadioSelect)
    ratio = forms.IntegerField(label=_("Comparison schools to each"), min_value=1, max_value=20, required=False)
    caliper = forms.FloatField(
        label=_("Furthest apart"),
        min_value=0.001,
        max_value=10,
        required=False,
        help_text=_("In standard deviations of the score's logit over all schools; empty for any distance."),
    )
    exact = forms.MultipleChoiceField(
        label=_("The same for both"),
        choices=list(columns.FACTORS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alternatives = forms.MultipleChoiceField(
        label=_("Other ways, reported beside it"), choices=OTHERS, required=False, widget=forms.CheckboxSelectMultiple
    )
    on_fail = forms.ChoiceField(
        label=_("If the groups are not alike"),
        choices=[("report", _("Go on, and say so beside each figure")), ("stop", _("Stop before any outcome is read"))],
        widget=forms.RadioSelect,
    )
    reason_match = _reason(_("Why this way to find comparison schools."))
    inference = forms.ChoiceField(label=_("Errors between partnerships"), choices=INFERENCE)
    draws = forms.IntegerField(label=_("Draws of the bootstrap"), min_value=0, max_value=99_999)
    seed = forms.IntegerField(label=_("Seed of everything that is drawn"), min_value=0, max_value=4_294_967_295)
    missing = forms.ChoiceField(
        label=_("A covariate that is missing"),
        choices=[
            ("indicator", _("An indicator says so, and the mean stands in")),
            ("leave", _("The school leaves")),
            ("refuse", _("The run stops")),
        ],
    )
    compliance = forms.BooleanField(
        label=_("Also by how much each school did"),
        required=False,
        help_text=_("A school complies when it hosted a review and sent reviewers in every cycle of its partnership."),
    )
    reason_analysis = _reason(_("Why these."))
    sd = forms.FloatField(
        label=_("Standard deviation of pupils' scores"),
        min_value=0.000001,
        required=False,
        help_text=_("National, with its source. Without it there is no effect size, and no months."),
    )
    sd_source = forms.CharField(label=_("Where it is from"), required=False, max_length=600)
    months = forms.ChoiceField(
        label=_("Table of months"), choices=[("toolkit", _("Of the toolkit")), ("trial", _("Of trials"))]
    )
    reason_effect = _reason(_("Why this standard deviation and this table."))

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(year), str(year)) for year in years]
        for name in ("pre", "post"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def reasons(self) -> dict[str, str]:
        """Given reasons by the plan's table."""
        return {
            name.removeprefix("reason_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("reason_") and value.strip()
        }


class PlanFileForm(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)
    text = from_table("evaluation.PlanVersion", "text", label=_("The plan as TOML"), rows=40, classes="app-code")


class LockForm(forms.Form):
    sha256 = forms.CharField(
        label=_("Hash of the version that you have read"),
        max_length=64,
        help_text=_("Copy it from above. From then on the plan stays as it is."),
    )


class DepartureForm(forms.Form):
    on = DateField(label=_("When"))
    what = from_table(
        "evaluation.Departure", "what", label=_("What is done otherwise"), widget=forms.Textarea(attrs={"rows": 2})
    )
    why = from_table("evaluation.Departure", "why", label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class ExclusionForm(forms.Form):
    urn = forms.IntegerField(label=_("URN"), min_value=1, help_text=_("Of the school that is no comparator."))
    kind = forms.ChoiceField(label=_("Why"), choices=ExclusionKind.choices, widget=forms.RadioSelect)
    note = from_table("evaluation.Exclusion", "note", label=_("How that is known"))


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"), allow_empty_file=True, help_text=_("Saved as “CSV UTF-8”, up to 20 MB.")
    )

    @classmethod
    def of(cls, request: HttpRequest) -> "FileForm":
        """Filled in where a file was brought, or should have been; not where one that was looked at is to be kept."""
        return cls(request.POST, request.FILES) if request.method == "POST" and "keep" not in request.POST else cls()


class CostForm(forms.Form):
    label = from_table("evaluation.CostLine", "label", label=_("What it is"))
    kind = forms.ChoiceField(label=_("How often"), choices=CostKind.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Pounds, for one school"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    role = from_table(
        "evaluation.CostLine", "role", label=_("Whose time"), help_text=_("Such as head, or supply cover.")
    )
    hours = forms.DecimalField(
        label=_("Hours, for one school"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    source = from_table("evaluation.CostLine", "source", label=_("Where the figure is from"))

    def clean_amount(self) -> Any:
        return self.cleaned_data["amount"] or 0

    def clean_hours(self) -> Any:
        return self.cleaned_data["hours"] or 0


OURS = """trust1; trust; I can be open here about what does not go well
trust2; trust; Partner schools keep what they hear to themselves
trust3; trust; Partner schools know what they are talking about
challenge1; challenge; We were challenged in a way that helped
challenge2; challenge; We hold back what we really think; reversed
challenge3; challenge; I am comfortable when others question our work
evidence1; evidence; What the team found matches what we see
evidence2; evidence; The team looked at enough to know
evidence3; evidence; We could follow what each finding rested on
workshop1; workshop; The right people were at the workshop
workshop2; workshop; The workshop got to causes
workshop3; workshop; The plan is our own
intention1; intention; We want to go on with peer review
perceived1; perceived; Pupils here have gained from peer review
perceived2; perceived; Disadvantaged pupils here have gained from it"""


class InstrumentForm(forms.Form):
    name = from_table(
        "evaluation.Instrument", "name", label=_("Name"), help_text=_("A known name makes a new version.")
    )
    arm = forms.ChoiceField(label=_("Whom it asks"), choices=Arm.choices, widget=forms.RadioSelect)
    points = forms.IntegerField(label=_("Steps of each answer"), min_value=2, max_value=11)
    items = forms.CharField(
        label=_("Questions"),
        help_text=_(
            "A line for each: key; scale; the question; and “reversed” where a high answer says the opposite. A scale whose"
            " name begins with “perceived” holds what people believe the effect to be; it never stands in a table of impact."
        ),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18}),
    )


class WaveForm(forms.Form):
    name = from_table("evaluation.Wave", "name", label=_("Name"), help_text=_("Such as “Heads, before”."))
    opens_on = DateField(label=_("Sent on"))
    closes_on = DateField(label=_("Answers until"))


class CodeForm(forms.Form):
    key = from_table("evaluation.Code", "key", label=_("Short name"), help_text=_("Small letters, digits and -."))
    label = from_table("evaluation.Code", "label", label=_("Label"))
    definition = from_table(
        "evaluation.Code",
        "definition",
        label=_("When it applies, and when it does not"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExtractForm(forms.Form):
    source = forms.ChoiceField(label=_("Where it is from"), choices=Source.choices, widget=forms.RadioSelect)
    reference = from_table("evaluation.Extract", "reference", label=_("Reference"), help_text=_("Such as I07-3."))
    role = from_table("evaluation.Extract", "role", label=_("Role of who speaks or is seen"))
    taken_on = DateField(label=_("Date"))
    text = from_table(
        "evaluation.Extract",
        "text",
        label=_("The passage"),
        help_text=_("Without names of people and schools: take them out before you bring it."),
        rows=8,
    )


class ReadingForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("Which codes apply?"),
        help_text=_("Choose none if none does: that is an answer too."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, codes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = list(codes)  # type: ignore[attr-defined]
