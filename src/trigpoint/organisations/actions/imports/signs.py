"""One cell of a table of figures to a number, as the database writes it, or to the sign of what stands there instead."""

import re

from trigpoint.organisations.enums import A_NUMBER, SIGNS
from trigpoint.organisations.queries.performance.measures import LIMITS

NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|-?\.\d+%?")
_NO_GRADES = ("0", "8", "9")
_SIGN_OF = {word.casefold(): sign for sign, (word, _reason) in SIGNS.items() if word not in ("", *_NO_GRADES)} | {
    "": " ",
    "n/a": "A",
    "#n/a": "A",
    "nan": "n",
    "...": ":",
}
_MOST_KNOWN = 500_000  # cells that are remembered, of each unit


class Unit:
    """What the cells of one unit say. Cells repeat themselves, so each is read once."""

    def __init__(self, unit: str) -> None:
        self._low, self._high = LIMITS.get(unit, LIMITS["number"])
        self._is_grade = unit == "grade"
        self._otherwise = "?" if unit else "W"
        self.numbers = _Known(self)
        self.signs = _Known(self)

    def learn(self, cell: str) -> None:
        if len(self.numbers) > _MOST_KNOWN:
            self.numbers.clear()
            self.signs.clear()
        self.numbers[cell], self.signs[cell] = self._read(cell.strip())

    def _read(self, text: str) -> tuple[str, str]:
        if self._is_grade and text in _NO_GRADES:
            return "NULL", text
        if NUMBER.fullmatch(text):
            number = float(text.removesuffix("%").replace(",", ""))
            if self._low <= number <= self._high:
                return repr(number).removesuffix(".0"), A_NUMBER
            return "NULL", self._otherwise
        return "NULL", _SIGN_OF.get(text.casefold(), self._otherwise)


class _Known(dict[str, str]):
    def __init__(self, unit: Unit) -> None:
        super().__init__()
        self._unit = unit

    def __missing__(self, cell: str) -> str:
        self._unit.learn(cell)
        return self[cell]
