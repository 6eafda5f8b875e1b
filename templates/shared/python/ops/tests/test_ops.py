import unittest
import urllib.error
import urllib.request

from prometheus_client import CollectorRegistry, Counter

from app.ops import ops_app
from app.server import Server


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
