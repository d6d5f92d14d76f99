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
