"""The roles that a person holds today, as a value: what every rule starts from."""

import dataclasses
import datetime as dt
import uuid

from trigpoint.access.roles import SECOND_FACTOR, Place, Role


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hat:
    """One current appointment. `school_id` is the school itself, or the school that sends the person."""

    role: str
    place: str
    place_id: uuid.UUID | None
    network_id: uuid.UUID | None
    school_id: uuid.UUID | None = None
    trained_until: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hats:
    """All hats of one person on one day."""

    person_id: uuid.UUID | None
    worn: tuple[Hat, ...] = ()

    def has(self, role: str, *, place: str | None = None, place_id: uuid.UUID | None = None) -> bool:
        """Whether the person holds the role, anywhere or at the place named."""
        return any(
            hat.role == role and place in (None, hat.place) and place_id in (None, hat.place_id) for hat in self.worn
        )

    def places(self, place: str, *roles: str) -> frozenset[uuid.UUID]:
        """Ids of the places of this kind at which the person holds one of the roles (any role when none is named)."""
        return frozenset(
            hat.place_id
            for hat in self.worn
            if hat.place == place and hat.place_id is not None and (not roles or hat.role in roles)
        )

    def roles_at(self, place: str, place_id: uuid.UUID, *, network_id: uuid.UUID | None = None) -> frozenset[str]:
        """The roles held at one place; `network_id` narrows a school's appointments to one network's."""
        return frozenset(
            hat.role
            for hat in self.worn
            if hat.place == place and hat.place_id == place_id and network_id in (None, hat.network_id)
        )

    @property
    def networks(self) -> frozenset[uuid.UUID]:
        return frozenset(hat.network_id for hat in self.worn if hat.network_id is not None)

    @property
    def is_operator(self) -> bool:
        return self.has(Role.OPERATOR, place=Place.INSTALLATION)

    @property
    def needs_second_factor(self) -> bool:
        return any(hat.role in SECOND_FACTOR for hat in self.worn)


NOBODY = Hats(person_id=None)
