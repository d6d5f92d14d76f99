"""Calls for programmes: each subject keeps its own list."""

from ninja import Router

from trigpoint.programmes.web.api import models, programmes

router = Router()
router.add_router("", programmes.router)
router.add_router("", models.router)
