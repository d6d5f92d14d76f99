"""Calls about dates and teams, with the same actions and the same refusals as the pages: each subject keeps its own list."""

from ninja import Router

from trigpoint.allocation.web.api import giving, planning, seats

router = Router()
router.add_router("", planning.router)
router.add_router("", seats.router)
router.add_router("", giving.router)
