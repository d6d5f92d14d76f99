"""Found a network: the tenant to which all but the register belongs."""

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trigpoint.access.hats import Hats
from trigpoint.audit.actions import action
from trigpoint.kernel.errors import Unacceptable
from trigpoint.organisations import rules
from trigpoint.organisations.models import Network


@action("organisations.create_network")
def create(*, actor: AbstractBaseUser | None, at: dt.datetime, hats: Hats | None, name: str) -> Network:
    """Found a network. Raises Unacceptable without a name, or when there is one of that name."""
    rules.may_found_network(hats).require()
    tidy = " ".join(name.split())
    if not tidy:
        raise Unacceptable({"name": [_("Give the network a name.")]})
    if len(tidy) > 120 or "\0" in tidy:
        raise Unacceptable({"name": [_("Shorten the name to 120 characters.")]})
    try:
        with transaction.atomic():
            return Network.objects.create(name=tidy)
    except IntegrityError:
        raise Unacceptable({"name": [_("There is a network of this name already.")]}) from None
