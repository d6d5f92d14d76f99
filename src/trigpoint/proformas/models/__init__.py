"""Tables of proformas."""

from trigpoint.proformas.models.accreditation import Accreditation
from trigpoint.proformas.models.learning import Looked, TakeAway
from trigpoint.proformas.models.publication import Publication
from trigpoint.proformas.models.sheet import Answer, Sending, Sheet

__all__ = ["Accreditation", "Answer", "Looked", "Publication", "Sending", "Sheet", "TakeAway"]
