import io
import json
import unittest

from prometheus_client import CollectorRegistry

from app.service import create_app
from tests.test_http import ask


class Memory:
    """Keeps items until the test ends."""

    def __init__(self):
        self.items = []

    def newest(self):
        return self.items

    def add(self, name):
        if name == "break":
            raise OSError("the database is away")
        item = {"id": len(self.items) + 1, "name": name}
        self.items.insert(0, item)
        return item


class ServiceTest(unittest.TestCase):
    def setUp(self):
        self.app = create_app(Memory(), CollectorRegistry())

    def post(self, body: str):
        data = body.encode()
        more = {"wsgi.input": io.BytesIO(data), "CONTENT_LENGTH": str(len(data))}
        return ask(self.app, "POST", "/items", **more)

    def test_items_are_added_and_listed(self):
        self.assertEqual(self.post('{"name":"tea"}'), (201, {"id": 1, "name": "tea"}))
        self.assertEqual(ask(self.app, "GET", "/items"), (200, [{"id": 1, "name": "tea"}]))

    def test_what_cannot_be_is_refused(self):
        for body in (
            "{",
            "",
            "null",
            "{}",
            '{"name":1}',
            '{"name":""}',
            json.dumps({"name": "x" * 201}),
            json.dumps({"name": "x" * 20_000}),
        ):
            with self.subTest(body[:40]):
                self.assertEqual(self.post(body)[0], 400)

    def test_what_breaks_is_said_without_its_cause(self):
        with self.assertLogs("app.http", "ERROR"):
            status, body = self.post('{"name":"break"}')
        self.assertEqual(status, 500)
        self.assertNotIn("database", json.dumps(body))
