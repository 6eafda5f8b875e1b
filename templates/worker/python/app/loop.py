"""Does its work again and again, and knows how that goes."""

import logging
import threading
import time
from typing import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

log = logging.getLogger(__name__)


class Loop:
    def __init__(
        self,
        work: Callable[[threading.Event], None],
        *,
        interval: float,
        hangs_after: float,
        registry: CollectorRegistry,
        now: Callable[[], float] = time.monotonic,
    ):
        self._work, self._interval, self._hangs_after, self._now = work, interval, hangs_after, now
        self._passes = Counter(
            "worker_passes", "Passes, by how they ended", ["outcome"], registry=registry
        )
        for outcome in ("ok", "failed"):
            self._passes.labels(outcome)
        self._duration = Histogram(
            "worker_pass_duration_seconds", "Time of a pass", registry=registry
        )
        self._last_success = Gauge(
            "worker_last_success_timestamp_seconds",
            "When a pass last succeeded",
            registry=registry,
        )
        self._begun, self._passed = now(), False

    def run(self, stopping: threading.Event) -> None:
        """Returns when the pass under way has ended after `stopping` is set."""
        while not stopping.is_set():
            self._pass(stopping)
            stopping.wait(self._interval)

    def _pass(self, stopping: threading.Event) -> None:
        self._begun = self._now()
        try:
            with self._duration.time():
                self._work(stopping)
        except Exception:
            log.exception("a pass failed")
            self._passes.labels("failed").inc()
        else:
            self._passes.labels("ok").inc()
            self._last_success.set_to_current_time()
        finally:
            self._passed = True

    def is_alive(self) -> bool:
        """A pass that takes too long hangs: a restart may help."""
        return self._now() - self._begun < self._interval + self._hangs_after

    def is_ready(self) -> bool:
        return self._passed
