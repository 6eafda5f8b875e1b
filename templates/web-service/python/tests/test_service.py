import unittest

from prometheus_client import CollectorRegistry

from app.service import create_app
from tests.test_http import ask


class ServiceTest(unittest.TestCase):
    def test_the_start_page_answers(self):
        app = create_app("tested", CollectorRegistry())
        self.assertEqual(ask(app, "GET", "/"), (200, {"service": "tested", "message": "Hello"}))
