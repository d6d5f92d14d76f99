"""What a kind of stage is."""

import dataclasses
from collections.abc import Mapping

HOST = ("host_head", "host_leader", "host_champion")
TEAM = ("lead", "reviewer", "facilitator")
OVERSIGHT = ("partnership_lead", "programme_staff", "associate")
ANYBODY = (*HOST, "host_staff", "host_governor", "site_head", *TEAM, *OVERSIGHT)

HEAD, LEADER, STAFF, GOVERNOR, CHAMPION = "head", "leader", "staff", "governor", "champion"
SITE, LEAD, REVIEWER, FACILITATOR, OVERSEER = "site", "lead", "reviewer", "facilitator", "oversight"
AUDIENCES = (HEAD, LEADER, STAFF, GOVERNOR, CHAMPION, SITE, LEAD, REVIEWER, FACILITATOR, OVERSEER)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    What the product can do at a stage.

    `owners` are the parts that may move it on; `needs` are kinds of which one must come before; `once`: a model can have
    one stage of the kind. `page` is where it is done, by URL name with the review alone, or "". `expect` says to each
    audience what it can expect there, with words of the model between braces (`language.speech`). Texts are marked for the
    translators and translated when they are shown.
    """

    key: str
    label: str
    summary: str
    owners: tuple[str, ...]
    needs: tuple[str, ...] = ()
    once: bool = True
    page: str = ""
    expect: Mapping[str, str] = dataclasses.field(default_factory=dict)
