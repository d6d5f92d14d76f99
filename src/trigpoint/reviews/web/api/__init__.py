"""Calls about reviews: each subject keeps its own list."""

from ninja import Router

from trigpoint.reviews.web.api import keeping, models, preparation, schedule, sheets

router = Router()
router.add_router("", schedule.router)
router.add_router("", preparation.router)
router.add_router("", models.router)
router.add_router("", sheets.router)
router.add_router("", keeping.router)
