"""Keep a codebook, bring passages, and code them."""

import datetime as dt
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from trigpoint.audit.actions import action
from trigpoint.evaluation import rules
from trigpoint.evaluation.enums import Source
from trigpoint.evaluation.models import Code, Extract, Reading, Study
from trigpoint.evaluation.queries import scope
from trigpoint.kernel.errors import Unacceptable
from trigpoint.people.queries.accounts import Account

_KEY = re.compile(r"[a-z][a-z0-9-]{0,29}")


@action("evaluation.add_code")
def add_code(*, actor: Account, at: dt.datetime, study: Study, key: str, label: str, definition: str) -> Code:
    """Add an entry to the codebook, or put another definition in its place. Raises Unacceptable."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not _KEY.fullmatch(key.strip()):
        wrong["key"] = [_("A short name is of small letters, digits and -, such as trust.")]
    if not 2 <= len(label.strip()) <= 120:
        wrong["label"] = [_("Give the code a label (120 characters at most).")]
    if not 10 <= len(definition.strip()) <= 1000:
        wrong["definition"] = [_("Say when the code applies, and when it does not (1,000 characters at most).")]
    if wrong:
        raise Unacceptable(wrong)
    made, _created = Code.objects.update_or_create(
        study=study, key=key.strip(), defaults={"label": label.strip(), "definition": definition.strip()}
    )
    return made


@action("evaluation.add_extract")
def add_extract(
    *,
    actor: Account,
    at: dt.datetime,
    study: Study,
    source: Source,
    reference: str,
    taken_on: dt.date,
    text: str,
    role: str = "",
) -> Extract:
    """Bring a passage, without names. Raises Unacceptable."""
    rules.may_work(scope.acting(actor.pk, study, at=at)).require()
    wrong: dict[str, list[str]] = {}
    if not 1 <= len(reference.strip()) <= 40:
        wrong["reference"] = [_("Give a reference, such as I07-3 (40 characters at most).")]
    elif Extract.objects.filter(study=study, reference=reference.strip()).exists():
        wrong["reference"] = [_("Another passage has this reference.")]
    if not 10 <= len(text.strip()) <= 5000:
        wrong["text"] = [_("A passage has from 10 to 5,000 characters.")]
    if wrong:
        raise Unacceptable(wrong)
    return Extract.objects.create(
        study=study,
        source=source,
        reference=reference.strip(),
        role=role.strip()[:40],
        taken_on=taken_on,
        text=text.strip(),
        added_by=actor,
    )


@action("evaluation.code_extract")
def code(*, actor: Account, at: dt.datetime, extract: Extract, codes: Sequence[str] = ()) -> Reading:
    """Say which codes apply, as the coder who acts; none is an answer too. Said again, it replaces what was said."""
    rules.may_work(scope.acting(actor.pk, extract.study, at=at)).require()
    known = set(Code.objects.filter(study=extract.study).values_list("key", flat=True))
    if unknown := sorted(set(codes) - known):
        raise Unacceptable({"codes": [_("The codebook has no %(codes)s.") % {"codes": ", ".join(unknown)}]})
    made, _created = Reading.objects.update_or_create(
        extract=extract, coder=actor, defaults={"codes": sorted(set(codes)), "read_at": at}
    )
    return made
