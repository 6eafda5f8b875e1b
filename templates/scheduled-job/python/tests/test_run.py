import threading
import time
import unittest

from app.run import FAILED, LATE, OK, run


class RunTest(unittest.TestCase):
    def setUp(self):
        self.stopping = threading.Event()

    def run_(self, work, deadline=60.0):
        return run(work, deadline=deadline, stopping=self.stopping)

    def test_work_that_ends_is_ok(self):
        with self.assertLogs("app.run", "INFO"):
            self.assertEqual(self.run_(lambda _: None), OK)

    def test_work_that_raises_has_failed(self):
        def fails(_):
            raise ValueError("no")

        with self.assertLogs("app.run", "ERROR") as seen:
            self.assertEqual(self.run_(fails), FAILED)
        self.assertIn("ValueError: no", seen.output[0])

    def test_work_that_is_not_done_in_time_is_late_and_is_told_so(self):
        told = threading.Event()

        def slow(stopping):
            stopping.wait(60)
            told.set()

        with self.assertLogs("app.run", "ERROR"):
            self.assertEqual(self.run_(slow, 0.1), LATE)
        self.assertTrue(told.wait(5))

    def test_work_that_does_not_listen_is_left_behind(self):
        with self.assertLogs("app.run", "ERROR"):
            self.assertEqual(self.run_(lambda _: time.sleep(60), 0.1), LATE)

    def test_work_that_the_platform_stops_has_failed(self):
        threading.Timer(0.05, self.stopping.set).start()
        with self.assertLogs("app.run", "ERROR"):
            self.assertEqual(self.run_(lambda stopping: stopping.wait(60) and time.sleep(60)), FAILED)
