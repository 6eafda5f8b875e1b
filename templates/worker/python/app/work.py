"""One pass: replace this by what the worker is for."""

import logging
import threading

log = logging.getLogger(__name__)


def work(stopping: threading.Event) -> None:
    """Should end soon after `stopping` is set, and may raise: the next pass
    comes all the same."""
    if not stopping.is_set():
        log.debug("there was nothing to do")
