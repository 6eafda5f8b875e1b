import threading
import time
import unittest

from prometheus_client import CollectorRegistry

from app.loop import Loop


class LoopTest(unittest.TestCase):
    def setUp(self):
        self.registry = CollectorRegistry()
        self.stopping = threading.Event()

    def loop(self, work, interval=0.001, **more):
        return Loop(work, interval=interval, hangs_after=1, registry=self.registry, **more)

    def count(self, outcome):
        return self.registry.get_sample_value("worker_passes_total", {"outcome": outcome})

    def test_goes_on_after_a_failure_until_it_is_told_to_stop(self):
        passes = []

        def work(stopping):
            passes.append(1)
            if len(passes) == 2:
                raise ValueError("once")
            if len(passes) == 4:
                stopping.set()

        loop = self.loop(work)
        self.assertFalse(loop.is_ready())
        with self.assertLogs("app.loop", "ERROR"):
            loop.run(self.stopping)
        self.assertTrue(loop.is_ready())
        self.assertEqual((len(passes), self.count("ok"), self.count("failed")), (4, 3, 1))

    def test_does_not_wait_when_it_is_told_to_stop(self):
        loop = self.loop(lambda stopping: threading.Timer(0.01, stopping.set).start(), interval=60)
        begun = time.monotonic()
        loop.run(self.stopping)
        self.assertLess(time.monotonic() - begun, 5)

    def test_a_pass_that_hangs_is_not_alive(self):
        now = [0.0]
        loop = self.loop(lambda _: None, now=lambda: now[0])
        self.assertTrue(loop.is_alive())
        now[0] = 2
        self.assertFalse(loop.is_alive())
