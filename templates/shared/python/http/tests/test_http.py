import json
import unittest

from prometheus_client import CollectorRegistry

from app.http import http_app


def broken(_environ):
    raise ValueError("broken")


def ask(app, method: str, path: str, **more):
    seen = {}

    def start_response(status, _headers):
        seen["status"] = int(status.split()[0])

    body = b"".join(app({"REQUEST_METHOD": method, "PATH_INFO": path, **more}, start_response))
    return seen["status"], json.loads(body)


class HttpTest(unittest.TestCase):
    def setUp(self):
        self.registry = CollectorRegistry()
        routes = {"GET /fine": lambda _: (200, {"fine": True}), "GET /broken": broken}
        self.app = http_app(routes, self.registry)

    def test_routes_are_found(self):
        self.assertEqual(ask(self.app, "GET", "/fine"), (200, {"fine": True}))
        self.assertEqual(ask(self.app, "GET", "/nowhere")[0], 404)
        self.assertEqual(ask(self.app, "POST", "/fine")[0], 404)

    def test_what_breaks_is_said_without_its_cause(self):
        with self.assertLogs("app.http", "ERROR"):
            status, body = ask(self.app, "GET", "/broken")
        self.assertEqual(status, 500)
        self.assertNotIn("broken", json.dumps(body))

    def test_requests_are_measured_by_route_not_by_path(self):
        ask(self.app, "GET", "/fine")
        ask(self.app, "GET", "/a-path-of-its-own")

        def count(**labels):
            return self.registry.get_sample_value("http_request_duration_seconds_count", labels)

        self.assertEqual(count(method="GET", route="/fine", status="200"), 1)
        self.assertEqual(count(method="other", route="unknown", status="404"), 1)
