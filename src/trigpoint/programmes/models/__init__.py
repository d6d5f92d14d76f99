"""Programmes: review models, partnerships, agreements, cycles."""

from trigpoint.programmes.models.agreements import AgreementText, OwnSignature, Signature
from trigpoint.programmes.models.definition import Definition, EvidenceKind, StageDefinition
from trigpoint.programmes.models.drafts import ModelDraft, Suggestion
from trigpoint.programmes.models.partnership import Cycle, Membership, Partnership, Pause
from trigpoint.programmes.models.programme import Priority, Programme, ReviewModel, Standing, Term
from trigpoint.programmes.models.school_days import Capacity, Window

__all__ = [
    "AgreementText",
    "Capacity",
    "Cycle",
    "Definition",
    "EvidenceKind",
    "Membership",
    "ModelDraft",
    "OwnSignature",
    "Partnership",
    "Pause",
    "Priority",
    "Programme",
    "ReviewModel",
    "Signature",
    "StageDefinition",
    "Standing",
    "Suggestion",
    "Term",
    "Window",
]
