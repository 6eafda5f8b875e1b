"""Runs work within a deadline and says how it went, as an exit code."""

import logging
import threading
import time
from typing import Callable

OK, FAILED, LATE = 0, 1, 2

log = logging.getLogger(__name__)


def run(
    work: Callable[[threading.Event], None], *, deadline: float, stopping: threading.Event
) -> int:
    begun = time.monotonic()
    ended: list[BaseException | None] = []
    over = threading.Event()

    def attempt() -> None:
        try:
            work(over)
            ended.append(None)
        except BaseException as error:
            ended.append(error)

    # A daemon: work that does not listen does not keep the process.
    worker = threading.Thread(target=attempt, daemon=True)
    worker.start()
    while worker.is_alive() and not stopping.is_set() and time.monotonic() - begun < deadline:
        worker.join(0.05)
    over.set()
    seconds = f"{time.monotonic() - begun:.1f} s"
    if ended and ended[0] is None:
        log.info("done in %s", seconds)
        return OK
    if ended:
        log.error("failed after %s", seconds, exc_info=ended[0])
        return FAILED
    if stopping.is_set():
        log.error("stopped after %s", seconds)
        return FAILED
    log.error("not done within %s", seconds)
    return LATE
