"""The codebook, the passages, and whether coders agree."""

import dataclasses
import uuid
from collections import Counter, defaultdict

from trigpoint.evaluation.models import Code, Extract, Reading, Study
from trigpoint.evaluation.queries import agreement
from trigpoint.evaluation.queries.agreement import Kappa
from trigpoint.kernel.errors import Missing

__all__ = ["Code", "Coded", "Extract", "Reading", "codes", "extract", "extracts", "own", "result"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeResult:
    """One code: in how many passages at least one coder sees it, and how far coders agree on it."""

    code: Code
    passages: int
    kappa: Kappa | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """`together` is over all codes and passages at once; `twice` counts passages that two coders have read."""

    passages: int
    read: int
    twice: int
    coders: int
    codes: tuple[CodeResult, ...]
    together: Kappa | None


def codes(study: Study) -> list[Code]:
    return list(Code.objects.filter(study=study))


def extracts(study: Study) -> list[Extract]:
    """With `read_by`, the ids of who has coded each. Two queries."""
    found = list(Extract.objects.filter(study=study).prefetch_related("readings"))
    for row in found:
        row.read_by = {reading.coder_id for reading in row.readings.all()}  # type: ignore[attr-defined]
    return found


def extract(study: Study, extract_id: uuid.UUID) -> Extract:
    found = Extract.objects.filter(study=study, pk=extract_id).select_related("study").first()
    if found is None:
        raise Missing
    return found


def own(extract: Extract, person_id: uuid.UUID) -> Reading | None:
    """What this coder has said: nobody sees another's codes before giving their own."""
    return Reading.objects.filter(extract=extract, coder_id=person_id).first()


def result(study: Study) -> Coded:
    """Three queries."""
    known = codes(study)
    readings: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for row in Reading.objects.filter(extract__study=study):
        readings[str(row.extract_id)][str(row.coder_id)] = frozenset(row.codes)
    judged = agreement.judgements(readings, [code.key for code in known])
    seen = Counter(key for coders in readings.values() for key in frozenset().union(*coders.values()))
    return Coded(
        passages=Extract.objects.filter(study=study).count(),
        read=len(readings),
        twice=sum(len(coders) > 1 for coders in readings.values()),
        coders=len({coder for coders in readings.values() for coder in coders}),
        codes=tuple(
            CodeResult(code=code, passages=seen[code.key], kappa=agreement.kappa(judged[code.key])) for code in known
        ),
        together=agreement.kappa(pair for pairs in judged.values() for pair in pairs),
    )
