"""The register's own vocabulary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nation(models.TextChoices):
    """Where a school is: whose register it stands in, and whose rules it follows."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    OVERSEAS = "overseas", _("Overseas")


class Status(models.TextChoices):
    """Whether a school teaches today, as its register says."""

    OPEN = "open", _("Open")
    CLOSING = "closing", _("Open, but proposed to close")
    PROPOSED = "proposed", _("Proposed to open")
    CLOSED = "closed", _("Closed")


class GroupStatus(models.TextChoices):
    """Whether a trust, federation or sponsor still acts."""

    OPEN = "open", _("Open")
    PROPOSED = "proposed", _("Proposed to open")
    CLOSED = "closed", _("Closed")


class Kind(models.TextChoices):
    """What a register file is; found out from its header."""

    GIAS = "gias", _("Establishments (full extract)")
    GIAS_SEARCH = "gias-search", _("Establishments (search download)")
    LINKS = "links", _("Links between establishments")
    GROUPS = "groups", _("Groups")
    GROUP_LINKS = "group-links", _("Links between groups and schools")
    MEMBERSHIPS = "memberships", _("Memberships of groups")
    WALES = "wales", _("Welsh address list")
    KS2 = "ks2", _("Key Stage 2 results of schools")
    CENSUS = "census", _("School census")
    OFSTED = "ofsted", _("Management information of inspections")
    KS2_TRUSTS = "ks2-trusts", _("Key Stage 2 results of trusts")
    KS2_NATIONAL = "ks2-national", _("Key Stage 2 scores in the whole country")


# The kinds that are tables of figures.
FIGURES = frozenset({Kind.KS2, Kind.CENSUS, Kind.OFSTED, Kind.KS2_TRUSTS, Kind.KS2_NATIONAL})


class Reason(models.TextChoices):
    """Why there is no number where one could be. A reason is never a zero."""

    SUPPRESSED = "suppressed", _("not published, because so few pupils could be recognised")
    NOT_APPLICABLE = "not_applicable", _("does not apply")
    NO_ENTRIES = "no_entries", _("no entries")
    NOT_PUBLISHED = "not_published", _("not published")
    NEW = "new", _("a new school")
    LOW_COVERAGE = "low_coverage", _("not published, because too few of its pupils are in the figure")
    SMALL = "small", _("more than nothing, and less than 0.5%")
    REDACTED = "redacted", _("redacted")
    NOT_AVAILABLE = "not_available", _("not available")
    NOT_SUPPLIED = "not_supplied", _("the school did not supply it")
    NOT_JUDGED = "not_judged", _("not judged")
    BLANK = "blank", _("left empty by the publisher")
    ROW_ENDS = "row_ends", _("nothing published: the table says no more of this school")
    IN_WORDS = "in_words", _("given in words, not as a number")
    NOT_UNDERSTOOD = "not_understood", _("something that is no number and no known sign for one")
    NO_COLUMN = "no_column", _("not in that year’s table")
    NO_TESTS = "no_tests", _("no tests were taken")
    NOT_HELD = "not_held", _("not in the tables that are held")
    SEVERAL = "several", _("several schools that became this one have a figure each")


# One letter for each sign that stands in a table instead of a number. `.` is a number, and `?` and `W` have their words
# beside them; a row that ends before a column has no letter for it.
SIGNS: dict[str, tuple[str, Reason]] = {
    "S": ("SUPP", Reason.SUPPRESSED),
    "T": ("SUPPMAT", Reason.SUPPRESSED),
    "c": ("c", Reason.SUPPRESSED),
    "A": ("NA", Reason.NOT_APPLICABLE),
    "a": ("Not applicable", Reason.NOT_APPLICABLE),
    "d": ("Does not apply", Reason.NOT_APPLICABLE),
    "z": ("z", Reason.NOT_APPLICABLE),
    "0": ("0", Reason.NOT_APPLICABLE),
    "8": ("8", Reason.NOT_APPLICABLE),
    "E": ("NE", Reason.NO_ENTRIES),
    "P": ("NP", Reason.NOT_PUBLISHED),
    "N": ("NEW", Reason.NEW),
    "L": ("LOWCOV", Reason.LOW_COVERAGE),
    "l": ("LOW", Reason.LOW_COVERAGE),
    "s": ("SP", Reason.SMALL),
    "R": ("RE", Reason.REDACTED),
    "U": ("NOT AVAIL", Reason.NOT_AVAILABLE),
    "u": ("Not available", Reason.NOT_AVAILABLE),
    "x": ("x", Reason.NOT_AVAILABLE),
    ":": ("..", Reason.NOT_AVAILABLE),
    "-": ("-", Reason.NOT_AVAILABLE),
    "D": ("DNS", Reason.NOT_SUPPLIED),
    "9": ("9", Reason.NOT_JUDGED),
    "J": ("Not judged", Reason.NOT_JUDGED),
    " ": ("", Reason.BLANK),
    "n": ("NULL", Reason.BLANK),
    "W": ("", Reason.IN_WORDS),
    "?": ("", Reason.NOT_UNDERSTOOD),
}
A_NUMBER = "."


PHASES = {
    0: "Not applicable",
    1: "Nursery",
    2: "Primary",
    3: "Middle deemed primary",
    4: "Secondary",
    5: "Middle deemed secondary",
    6: "16 plus",
    7: "All-through",
}

STATUSES = {1: Status.OPEN, 2: Status.CLOSED, 3: Status.CLOSING, 4: Status.PROPOSED}

GROUP_TYPES = {
    1: "Federation",
    2: "Trust",
    5: "School sponsor",
    6: "Multi-academy trust",
    7: "Umbrella trust",
    8: "Children's Centres Group",
    9: "Children's Centres Collaboration",
    10: "Single-academy trust",
}

MULTI_ACADEMY_TRUST = 6
# The groups that hold a school, rather than sponsor or federate it.
TRUST_TYPES = (MULTI_ACADEMY_TRUST, 10, 2)

WELSH_ESTABLISHMENT = 30
# British schools overseas, offshore schools, service children's education.
OVERSEAS_TYPES = frozenset({37, 25, 26})

ESTABLISHMENT_TYPES = {
    1: "Community school",
    2: "Voluntary aided school",
    3: "Voluntary controlled school",
    5: "Foundation school",
    6: "City technology college",
    7: "Community special school",
    8: "Non-maintained special school",
    10: "Other independent special school",
    11: "Other independent school",
    12: "Foundation special school",
    14: "Pupil referral unit",
    15: "Local authority nursery school",
    18: "Further education",
    24: "Secure units",
    25: "Offshore schools",
    26: "Service children's education",
    27: "Miscellaneous",
    28: "Academy sponsor led",
    29: "Higher education institutions",
    30: "Welsh establishment",
    31: "Sixth form centres",
    32: "Special post 16 institution",
    33: "Academy special sponsor led",
    34: "Academy converter",
    35: "Free schools",
    36: "Free schools special",
    37: "British schools overseas",
    38: "Free schools alternative provision",
    39: "Free schools 16 to 19",
    40: "University technical college",
    41: "Studio schools",
    42: "Academy alternative provision converter",
    43: "Academy alternative provision sponsor led",
    44: "Academy special converter",
    45: "Academy 16-19 converter",
    46: "Academy 16 to 19 sponsor led",
    47: "Children's centre",
    48: "Children's centre linked site",
    49: "Online provider",
    56: "Institution funded by other government department",
    57: "Academy secure 16 to 19",
}
