"""Where schools lie, from the register's grid references. Nothing is fetched."""

import functools
import uuid
from collections.abc import Iterable
from statistics import fmean
from typing import Any

from trigpoint.organisations.queries.networks import School

MIDDLE = (53.0, -1.5)  # of England and Wales, for a partnership of which nobody knows where it is


@functools.cache
def _to_degrees() -> Any:
    from pyproj import Transformer  # noqa: PLC0415 - takes long to load, and is needed by few

    return Transformer.from_crs("EPSG:27700", "EPSG:4326")


def latitude_longitude(easting: int, northing: int) -> tuple[float, float]:
    """Degrees north and east, from metres on the grid of Great Britain."""
    lat, lon = _to_degrees().transform(easting, northing)
    return round(float(lat), 5), round(float(lon), 5)


def places(schools: Iterable[School]) -> tuple[dict[uuid.UUID, tuple[float, float]], set[uuid.UUID]]:
    """
    Latitude and longitude by school, and the schools of which none is known.

    Those stand in the middle of the others: nobody is kept away from a school because the register lacks its place.
    """
    known: dict[uuid.UUID, tuple[float, float]] = {}
    lost: set[uuid.UUID] = set()
    for school in schools:
        if school.easting and school.northing:
            known[school.pk] = latitude_longitude(school.easting, school.northing)
        else:
            lost.add(school.pk)
    middle = (
        (fmean(lat for lat, _lon in known.values()), fmean(lon for _lat, lon in known.values())) if known else MIDDLE
    )
    return {**known, **dict.fromkeys(lost, middle)}, lost
