"""Every night, delete the files that nothing refers to any more."""

import logging

from procrastinate.contrib.django import app

from trigpoint.kernel import files

logger = logging.getLogger(__name__)


@app.periodic(cron="7 4 * * *")
@app.task(name="kernel.sweep_files", queue="housekeeping", queueing_lock="kernel.sweep_files")
def sweep_files(timestamp: int) -> None:
    logger.info("files that nothing referred to any more, deleted: %d", files.sweep())
