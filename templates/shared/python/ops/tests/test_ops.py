import threading
import time
import unittest
import urllib.error
import urllib.request

from prometheus_client import CollectorRegistry, Counter

from app.ops import Server, ops_app


def status(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


class OpsTest(unittest.TestCase):
    def setUp(self):
        registry = CollectorRegistry()
        Counter("seen", "Seen", registry=registry)
        self.alive, self.ready = True, lambda: False
        app = ops_app(lambda: self.alive, lambda: self.ready(), registry)
        self.server = Server(app, 0).start()
        self.addCleanup(self.server.stop)
        self.url = f"http://127.0.0.1:{self.server.port}"

    def test_readiness_and_liveness_are_told_apart(self):
        self.assertEqual(status(self.url + "/readyz")[0], 503)
        self.assertEqual(status(self.url + "/livez")[0], 200)
        self.alive, self.ready = False, lambda: True
        self.assertEqual(status(self.url + "/readyz")[0], 200)
        self.assertEqual(status(self.url + "/livez")[0], 503)

    def test_a_check_that_raises_means_not_ready(self):
        def away():
            raise OSError("the database is away")

        self.ready = away
        with self.assertLogs("app.ops", "ERROR"):
            self.assertEqual(status(self.url + "/readyz")[0], 503)

    def test_metrics(self):
        self.assertIn("seen_total 0.0", status(self.url + "/metrics")[1])

    def test_nothing_else(self):
        self.assertEqual(status(self.url + "/")[0], 404)


class StopTest(unittest.TestCase):
    def test_what_is_under_way_is_answered(self):
        begun = threading.Event()

        def slow(_environ, start_response):
            begun.set()
            time.sleep(0.2)
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"done"]

        server = Server(slow, 0).start()
        answers = []
        asking = threading.Thread(
            target=lambda: answers.append(status(f"http://127.0.0.1:{server.port}/"))
        )
        asking.start()
        begun.wait(5)
        server.stop()
        asking.join(5)
        self.assertEqual(answers, [(200, "done")])
