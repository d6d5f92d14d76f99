"""Who is in the demonstration, from cast.yaml, and what they write, from words.yaml."""

import dataclasses
import re
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody of a school. `email` follows from name and school."""

    name: str
    email: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class SchoolCast:
    """A school with its people, and where its review of this cycle stands."""

    name: str
    town: str
    pupils: int
    free_meals: float
    names: tuple[str, ...]
    now: str

    def person(self, place: int) -> Part:
        """The person at a place of the list: 0 head, 1 and 2 senior leaders, 3 champion, 4 chair, 5 safeguarding lead."""
        name = self.names[place]
        return Part(name=name, email=f"{slug(name).replace('-', '.')}@{slug(self.name)}.example")


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartnershipCast:
    name: str
    lead: str
    nation: str
    at: tuple[int, int]
    paused: bool
    schools: tuple[SchoolCast, ...]

    @cached_property
    def lead_school(self) -> SchoolCast:
        return next(school for school in self.schools if school.name == self.lead)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Cast:
    network: str
    programme: str
    priority: str
    staff: Part
    evaluator: Part
    operator: Part
    partnerships: tuple[PartnershipCast, ...]

    @classmethod
    def parse(cls, data: dict[str, Any]) -> "Cast":
        return cls(
            network=data["network"],
            programme=data["programme"],
            priority=data["priority"],
            **{part: Part(email=data[part][0], name=data[part][1]) for part in ("staff", "evaluator", "operator")},
            partnerships=tuple(
                PartnershipCast(
                    name=row["name"],
                    lead=row["lead"],
                    nation=row.get("nation", "england"),
                    at=(row["at"][0], row["at"][1]),
                    paused=row.get("paused", False),
                    schools=tuple(
                        SchoolCast(name=s[0], town=s[1], pupils=s[2], free_meals=s[3], names=tuple(s[4]), now=s[5])
                        for s in row["schools"]
                    ),
                )
                for row in data["partnerships"]
            ),
        )

    def introduced(self) -> list[tuple[str, str, str]]:
        """Address, name and part of those whom a visitor should meet first."""
        lapwing, _rivers, fellside, welsh, *_rest, marlbeck = self.partnerships
        hawthorn, alderbrook, kestrel = lapwing.schools[:3]
        met = [
            (alderbrook.person(0), "head of Alderbrook; leads the review of Hawthorn Vale"),
            (kestrel.person(1), "reviewer at Hawthorn Vale, today"),
            (hawthorn.person(0), "head of Hawthorn Vale, which has its visit"),
            (kestrel.person(0), "partnership lead of Lapwing, and a head"),
            (alderbrook.person(3), "Improvement Champion of Alderbrook; facilitates elsewhere"),
            (fellside.schools[0].person(0), "head of a school of 82 pupils"),
            (welsh.schools[0].person(0), "head in a Welsh partnership"),
            (marlbeck.schools[0].person(0), "partnership lead of Marlbeck, whose next reviews have no dates yet"),
            (self.staff, "programme staff (second factor)"),
            (self.evaluator, "evaluator, with two studies (second factor)"),
            (self.operator, "operator of the installation (second factor)"),
        ]
        return [(part.email, part.name, words) for part, words in met]


def slug(name: str) -> str:
    """Lower-case letters and hyphens, accents dropped: fit for an address."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o"))
    return re.sub(r"[^a-z]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


CAST = Cast.parse(_read("cast.yaml"))
WORDS = _read("words.yaml")
