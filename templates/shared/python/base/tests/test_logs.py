import json
import logging
import unittest

from app.logs import JsonFormatter


class JsonFormatterTest(unittest.TestCase):
    def test_one_object_a_line(self):
        record = logging.LogRecord("x", logging.WARNING, "", 1, "two\nlines %s", ("here",), None)
        line = JsonFormatter().format(record)
        self.assertNotIn("\n", line)
        entry = json.loads(line)
        self.assertEqual((entry["level"], entry["message"]), ("warning", "two\nlines here"))
