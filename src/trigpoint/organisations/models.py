"""The register of schools (one per installation) and the tenant: a network."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from trigpoint.kernel.models import Base
from trigpoint.organisations.enums import TRUST_TYPES, GroupStatus, Kind, Nation, Status


class Network(Base):
    """The tenant: everything but the register and accounts belongs to one."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Group(Base):
    """
    A trust, federation, sponsor or group of children's centres.

    Known by its UID; a single-academy trust that becomes a multi-academy trust gets a second UID and keeps its Group
    ID, UKPRN and company number, so those are not unique. `facts` is what the columns are made from (see Provenance).
    """

    uid = models.PositiveIntegerField(_("group UID"), unique=True)
    group_id = models.CharField(_("group ID"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=200)
    type_code = models.PositiveSmallIntegerField(null=True)
    type_name = models.CharField(_("type"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=GroupStatus, default=GroupStatus.OPEN)
    companies_house = models.CharField(_("company number"), max_length=10, blank=True)
    ukprn = models.PositiveIntegerField(_("UKPRN"), null=True)
    opened_on = models.DateField(_("opened"), null=True)
    incorporated_on = models.DateField(_("incorporated"), null=True)
    closed_on = models.DateField(_("closed"), null=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def is_trust(self) -> bool:
        return self.type_code in TRUST_TYPES


class School(Base):
    """
    An establishment of the register, or one that a network has added by hand (no `urn` and no `welsh_number` then).

    The columns of a registered school are made from its `provenance`; nothing else writes them.
    """

    urn = models.PositiveIntegerField(_("URN"), null=True, blank=True, unique=True)
    welsh_number = models.PositiveIntegerField(_("Welsh school number"), null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=160)
    name_cy = models.CharField(_("name in Welsh"), max_length=160, blank=True)
    nation = models.CharField(_("nation"), max_length=10, choices=Nation, default=Nation.ENGLAND)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    la_code = models.PositiveSmallIntegerField(_("local authority code"), null=True, blank=True)
    la_name = models.CharField(_("local authority"), max_length=80, blank=True)
    la_name_cy = models.CharField(_("local authority in Welsh"), max_length=80, blank=True)
    establishment_number = models.PositiveSmallIntegerField(_("establishment number"), null=True, blank=True)
    laestab = models.PositiveIntegerField(_("LAESTAB"), null=True, blank=True, db_index=True)
    ukprn = models.PositiveIntegerField(_("UKPRN"), null=True, blank=True)
    type_code = models.PositiveSmallIntegerField(null=True, blank=True)
    type_name = models.CharField(_("type"), max_length=80, blank=True)
    type_group = models.CharField(_("type group"), max_length=60, blank=True)
    governance = models.CharField(_("governance"), max_length=60, blank=True)
    medium_code = models.CharField(max_length=12, blank=True)
    medium = models.CharField(_("language of teaching"), max_length=120, blank=True)
    phase = models.CharField(_("phase"), max_length=60, blank=True)
    age_low = models.PositiveSmallIntegerField(_("lowest age"), null=True, blank=True)
    age_high = models.PositiveSmallIntegerField(_("highest age"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=30, blank=True)
    religious_character = models.CharField(_("religious character"), max_length=80, blank=True)
    admissions = models.CharField(_("admissions"), max_length=60, blank=True)
    boarders = models.CharField(_("boarders"), max_length=60, blank=True)
    nursery = models.CharField(_("nursery"), max_length=60, blank=True)
    sixth_form = models.CharField(_("sixth form"), max_length=60, blank=True)
    open_on = models.DateField(_("opened"), null=True, blank=True)
    open_reason = models.CharField(_("why it opened"), max_length=80, blank=True)
    close_on = models.DateField(_("closed"), null=True, blank=True)
    close_reason = models.CharField(_("why it closed"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    census_on = models.DateField(_("census"), null=True, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    boys = models.PositiveIntegerField(_("boys"), null=True, blank=True)
    girls = models.PositiveIntegerField(_("girls"), null=True, blank=True)
    percent_fsm = models.DecimalField(
        _("eligible for free school meals (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    district = models.CharField(_("district"), max_length=80, blank=True)
    urban_rural = models.CharField(_("urban or rural"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    locality = models.CharField(_("locality"), max_length=120, blank=True)
    address3 = models.CharField(_("address, third line"), max_length=120, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    county = models.CharField(_("county"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    federation = models.CharField(_("federation"), max_length=160, blank=True)
    trust = models.ForeignKey(
        "Group",
        to_field="uid",
        db_column="trust_uid",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="schools",
    )
    trust_name = models.CharField(_("trust"), max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)
    # Where a trust itself is, so that a trust can be reviewed: added by hand, known by its trust, in no register.
    is_central_office = models.BooleanField(default=False)
    # What a school is looked for by, without accents and capitals: the name, a bar, the rest; and the words of that.
    # A trigger keeps both, whatever is written here.
    search = models.TextField(editable=False, default="")
    words = SearchVectorField(editable=False, null=True)

    class Meta:
        indexes = [
            GinIndex(name="school_words", fields=["words"]),
            models.Index(name="school_search", fields=["search"], opclasses=["text_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_central_office=False) | models.Q(trust__isnull=False, urn__isnull=True),
                name="central_office_has_its_trust",
            ),
            models.UniqueConstraint(
                fields=["trust"], condition=models.Q(is_central_office=True), name="central_office_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.status in (Status.OPEN, Status.CLOSING)


class SearchWord(models.Model):
    """
    A word of some school's name, town or trust: what a mistyped word is compared with.

    A trigger adds the words of every school that is written; a word that no school has any more does no harm.
    """

    word = models.CharField(max_length=60, primary_key=True)


class Provenance(models.Model):
    """
    What the registers have said of a school: each fact's newest value, by the source that said it.

    `{"2024-02-09 gias": {"name": …, "census": […]}, …}`: a fact stands under one source only, so that reading the same
    files in any order leaves the same rows. The Welsh list is kept apart, because it has another key and may move to
    another row when the extract shows whose number it is.
    """

    school = models.OneToOneField("School", on_delete=models.CASCADE, primary_key=True, related_name="provenance")
    facts = models.JSONField(default=dict)
    welsh_facts = models.JSONField(default=dict)
    # The trust that the extracts name, and the newest day of which one speaks: weighed against memberships.
    trust_uid = models.PositiveIntegerField(null=True)
    trust_name = models.CharField(max_length=200, blank=True)
    trust_on = models.DateField(null=True)


class Membership(Base):
    """A school in a group, from a day where it is known. By numbers: either end may not be held yet."""

    group_uid = models.PositiveIntegerField()
    urn = models.PositiveIntegerField(db_index=True)
    joined_on = models.DateField(_("joined"), null=True)
    seen_on = models.DateField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group_uid", "urn"], name="membership_once")]


class Link(Base):
    """One establishment's link to another, as the register words it. By numbers: either end may not be held yet."""

    urn = models.PositiveIntegerField()
    link_urn = models.PositiveIntegerField(db_index=True)
    type = models.CharField(_("kind of link"), max_length=100)
    link_name = models.CharField(_("name"), max_length=200, blank=True)
    established_on = models.DateField(_("from"), null=True)
    seen_on = models.DateField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "link_urn", "type"], name="link_once")]


class FiguresLayout(Base):
    """The columns of one table of figures, under the publisher's names and in its order: what rows of figures follow."""

    columns = ArrayField(models.CharField(max_length=120))
    digest = models.CharField(max_length=64, unique=True)


class Figures(models.Model):
    """
    One row of a published table of figures.

    `values` has a number for each column of the layout, or nothing; `signs` one letter for each, which says what stands
    there (enums.SIGNS). Both end where the row ended. `words` are the columns that are not numbers, and the wording of
    cells that could not be understood.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()  # that a school year ends in
    layout = models.ForeignKey(FiguresLayout, on_delete=models.PROTECT, related_name="+", db_index=False)
    values = ArrayField(models.FloatField(null=True))
    signs = models.TextField()
    words = models.JSONField(default=dict)
    # What decides between two rows for one place: the day, then whether the file was final, then the digest.
    as_of = models.DateField()
    stage = models.PositiveSmallIntegerField(default=1)
    digest = models.BinaryField(max_length=16)

    class Meta:
        abstract = True


class SchoolFigures(Figures):
    """The figures of a school for a year, under the URN that they were published under. By number: it may not be held."""

    urn = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "year", "urn"], name="school_figures_once")]
        indexes = [models.Index(fields=["urn"], name="school_figures_urn")]


class AreaFigures(Figures):
    """The figures of an authority, a trust or the whole country: `la/936`, `trust/2044`, `england/state`."""

    area = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "year", "area"], name="area_figures_once")]


class RegisterFile(Base):
    """A file that was imported, with its counts: what an operator reads when asking how fresh the register is."""

    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    as_of = models.DateField(_("as of"))
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.UUIDField(null=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
