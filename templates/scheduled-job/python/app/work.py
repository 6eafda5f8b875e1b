"""What the job is for: replace this."""

import logging
import threading

log = logging.getLogger(__name__)


def work(stopping: threading.Event) -> None:
    """A run may come twice, or be broken off and come again, so what it does
    must bear to be done again. It should end soon after `stopping` is set."""
    if not stopping.is_set():
        log.info("there was nothing to do")
