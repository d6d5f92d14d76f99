"""
An establishment extract of any size, with the shape of the real one and every quirk of it, of schools that don't exist.

Written as the real one is: 140 columns, cp1252, CRLF, no line end after the last row, some values bare and some quoted.
"""

import datetime as dt
import random
from pathlib import Path

HEADER = (
    (Path(__file__).parents[1] / "tests/organisations/data/headers/edubasealldata_2024.txt").read_text().splitlines()
)

_SAINTS = "Mary,Joseph,Peter,John,Anne,Thomas à Becket,Michael,Paul,Catherine,Bede,Cuthbert,Hilda,Oswald,Edmund".split(
    ","
)
_FIRST = "Alder,Ash,Beck,Birch,Black,Brook,Burn,Clay,Cold,Cran,Dun,Elm,Fern,Glen,Hart,Hawk,Hazel,High,Kings,Lark".split(
    ","
)
_LAST = "bourne,bridge,bury,combe,cote,dale,dean,field,ford,gate,ham,hurst,ley,mead,mere,moor,ridge,shaw,stead,ton,wick,worth".split(
    ","
)
_PLACES = [first + last for first in _FIRST for last in _LAST]
_WELSH = ["Ysgol y Môr", "Ysgol Bryn Gwyn", "Ysgol Gynradd Pentre'r Waun", "Ysgol Tŷ Gwyn", "Ysgol Llyn Celyn"]
_AUTHORITIES = [(202 + n % 12, f"Borough {n}") for n in range(12)] + [(801 + n, f"County {n}") for n in range(90)]
_KINDS = (
    [(34, "Academy converter", 10, "Academies")] * 32
    + [(1, "Community school", 4, "Local authority maintained schools")] * 29
    + [(2, "Voluntary aided school", 4, "Local authority maintained schools")] * 13
    + [(28, "Academy sponsor led", 10, "Academies")] * 12
    + [(3, "Voluntary controlled school", 4, "Local authority maintained schools")] * 8
    + [(5, "Foundation school", 4, "Local authority maintained schools")] * 4
    + [(35, "Free schools", 10, "Free Schools")] * 2
)
_PHASES = (
    [(2, "Primary", "Primary School")] * 75
    + [(4, "Secondary", "High School")] * 20
    + [(1, "Nursery", "Nursery School")] * 5
)
_BARE = {"URN", "StatutoryLowAge", "StatutoryHighAge", "SchoolCapacity", "UKPRN", "Easting", "Northing"}
_FILLER = {
    "ReasonEstablishmentOpened (name)": "Not applicable",
    "ReasonEstablishmentClosed (name)": "Not applicable",
    "Boarders (name)": "No boarders",
    "NurseryProvision (name)": "Has Nursery Classes",
    "OfficialSixthForm (name)": "Does not have a sixth form",
    "ReligiousEthos (name)": "Does not apply",
    "Diocese (name)": "Not applicable",
    "AdmissionsPolicy (name)": "Not applicable",
    "SpecialClasses (name)": "No Special Classes",
    "SchoolSponsorFlag (name)": "Not applicable",
    "FederationFlag (name)": "Not under a federation",
    "FurtherEducationType (name)": "Not applicable",
    "OfstedSpecialMeasures (name)": "Not applicable",
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Nobody",
    "HeadLastName": "Inparticular",
    "HeadPreferredJobTitle": "Executive Headteacher",
    "BSOInspectorateName (name)": "Not applicable",
    "TeenMoth (name)": "Not applicable",
    "CCF (name)": "Not applicable",
    "SENPRU (name)": "Not applicable",
    "EBD (name)": "Not applicable",
    "FTProv (name)": "Not applicable",
    "EdByOther (name)": "Not applicable",
    "Section41Approved (name)": "Not applicable",
    "TypeOfResourcedProvision (name)": "Not applicable",
    "ParliamentaryConstituency (name)": "North and East Someshire",
    "AdministrativeWard (name)": "Market and Riverside",
    "MSOA (name)": "Someshire 007",
    "LSOA (name)": "Someshire 007B",
    "InspectorateName (name)": "Not applicable",
    "BoardingEstablishment (name)": "Does not have boarders",
    "OfstedRating (name)": "Good",
    "RSCRegion (name)": "South-East England and South London",
    "QABName (name)": "Not applicable",
    "EstablishmentAccredited (name)": "Not applicable",
    "PreviousLA (code)": "999",
    "MSOA (code)": "E02006448",
    "LSOA (code)": "E01030558",
}


def write(path: Path, *, rows: int, seed: int = 20240209) -> None:
    """Write `rows` establishments. The same seed writes the same bytes."""
    rng = random.Random(seed)
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        file.write(",".join(f'"{name}"' for name in HEADER))
        for n in range(rows):
            school = _school(rng, n)
            cells = [str(school.get(name, _FILLER.get(name, ""))) for name in HEADER]
            file.write("\r\n" + ",".join(_quoted(name, c) for name, c in zip(HEADER, cells, strict=True)))


def _quoted(name: str, cell: str) -> str:
    return cell if name in _BARE and cell else '"' + cell.replace('"', '""') + '"'


def _school(rng: random.Random, n: int) -> dict[str, object]:
    welsh = n % 25 == 24
    place = rng.choice(_PLACES)
    phase_code, phase, suffix = rng.choice(_PHASES)
    kind = (30, "Welsh establishment", 6, "Welsh schools") if welsh else rng.choice(_KINDS)
    authority = (660 + n % 20, "Gwynedd") if welsh else rng.choice(_AUTHORITIES)
    name = f"{place} {suffix}"
    if rng.random() < 0.3:
        name = f"St {rng.choice(_SAINTS)}'s Church of England {suffix}, {place}"
    if welsh:
        name = f"{rng.choice(_WELSH)} {place}"
    closed = rng.random() < 0.45
    pupils = max(0, int(rng.gauss(300, 160)))
    boys = rng.randint(0, pupils)
    trust = rng.randrange(1400) if kind[2] == 10 else None
    opened = dt.date(1950, 1, 1) + dt.timedelta(days=rng.randrange(26_000))
    return {
        "URN": (400_000 if welsh else 100_000) + n,
        "LA (code)": authority[0],
        "LA (name)": authority[1],
        "EstablishmentNumber": 2000 + n % 8000,
        "EstablishmentName": name,
        "TypeOfEstablishment (code)": f"{kind[0]:02}",
        "TypeOfEstablishment (name)": kind[1],
        "EstablishmentTypeGroup (code)": kind[2],
        "EstablishmentTypeGroup (name)": kind[3],
        "EstablishmentStatus (code)": 2 if closed else 1,
        "EstablishmentStatus (name)": "Closed" if closed else "Open",
        "OpenDate": rng.choice(["", "01-01-1900", f"{opened:%d-%m-%Y}"]),
        "CloseDate": "31-08-2016" if closed else "",
        "PhaseOfEducation (code)": 0 if welsh else phase_code,
        "PhaseOfEducation (name)": "Not applicable" if welsh else phase,
        "StatutoryLowAge": 11 if phase_code == 4 else 4,
        "StatutoryHighAge": 18 if phase_code == 4 else 11,
        "Gender (code)": 3,
        "Gender (name)": "" if welsh else "Mixed",
        "ReligiousCharacter (name)": rng.choice(["Does not apply", "Church of England", "None", "Roman Catholic"]),
        "SchoolCapacity": "" if welsh else pupils + 30,
        "CensusDate": "" if welsh or closed else "18-01-2024",
        "NumberOfPupils": "" if welsh or closed else pupils,
        "NumberOfBoys": "" if welsh or closed else boys,
        "NumberOfGirls": "" if welsh or closed else pupils - boys,
        "PercentageFSM": "" if welsh or closed else f"{min(86.5, abs(rng.gauss(21, 14))):.2f}",
        "TrustSchoolFlag (code)": 3 if trust is not None else 0,
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust" if trust is not None else "Not applicable",
        "Trusts (code)": 3000 + trust if trust is not None else "",
        "Trusts (name)": f"{_PLACES[trust % len(_PLACES)].upper()} LEARNING TRUST {trust}" if trust is not None else "",
        "UKPRN": "" if welsh else 10_000_000 + n,
        "LastChangedDate": "08-02-2024",
        "Street": f"{rng.randint(1, 200)} {rng.choice(_PLACES)} Road",
        "Locality": rng.choice(["", rng.choice(_PLACES)]),
        "Town": rng.choice(_PLACES),
        "County (name)": rng.choice(["Surrey", "Kent", "Not recorded", ""]),
        "Postcode": f"{rng.choice('BLMSE')}{rng.choice('ABCDEFGH')}{rng.randint(1, 30)} {rng.randint(1, 9)}{rng.choice('ABDEFG')}{rng.choice('HJLNPQ')}",
        "SchoolWebsite": f"{rng.choice(['http://', 'https://', 'www.', ''])}{place.lower()}.sch.uk",
        "TelephoneNum": f"0{rng.randint(1_000_000_000, 1_999_999_999)}",
        "GOR (name)": "Wales (pseudo)" if welsh else "South East",
        "DistrictAdministrative (name)": rng.choice(_PLACES),
        "UrbanRural (name)": "(England/Wales) Urban city and town",
        "Easting": rng.randint(200_000, 600_000),
        "Northing": rng.randint(100_000, 500_000),
        "Country (name)": "United Kingdom",
        "UPRN": 200_000_000_000 + n,
    }
