"""What looks like somebody's name, or a pupil's number, in a note. It asks; a person decides."""

import re

_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Syr)\.?\s+[A-ZÀ-Ý][\w’'-]+")
_PAIR = re.compile(
    r"\b(?=([A-ZÀ-Ý][a-zà-ÿ]+(?:[’'-][A-ZÀ-Ý]?[a-zà-ÿ]+)?\s+(?:ap\s+|ab\s+|[Oo][’'])?[A-ZÀ-Ý][a-zà-ÿ]+))"
)
_COMMON = frozenset(
    """
    a all an and after as at but during each few for head history it key many monday most no one our part phase pupil
    pupils reception school she he some stage teacher the then there these they this those three tuesday two wednesday
    thursday friday we when while with year years english welsh maths mathematics science geography religious physical
    education design technology art music french spanish german computing phonics reading writing british values
    impact inward outward forward looking closing gaps wales england roman romans victorian world war second first
    january february march april may june july august september october november december christmas easter
    """.split()  # noqa: SIM905 - a hundred words read better so
)


def numbers_in(text: str) -> list[str]:
    """What has the shape of a pupil's number (UPN): a letter, eleven figures, and a figure or letter."""
    return [found.group() for found in _NUMBER.finditer(text)]


def names_in(text: str) -> list[str]:
    """What looks like a person's name: a title with a name, or two capitalised words that are no common ones."""
    titled = [found.group() for found in _TITLED.finditer(text)]
    pairs = [
        found.group(1)
        for found in _PAIR.finditer(text)
        if not any(word.casefold() in _COMMON for word in found.group(1).split())
    ]
    return list(dict.fromkeys([*titled, *(pair for pair in pairs if not any(pair in one for one in titled))]))
