"""Routes, and how many requests they get and how long they take."""

import json
import logging
import time
from http import HTTPStatus
from typing import Any, Callable

from prometheus_client import CollectorRegistry, Histogram

log = logging.getLogger(__name__)

Answer = tuple[int, Any]
Route = Callable[[dict], Answer]

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def http_app(routes: dict[str, Route], registry: CollectorRegistry):
    """A WSGI app of routes: `METHOD /path` to a function that answers with a
    status and what becomes JSON."""
    duration = Histogram(
        "http_request_duration_seconds",
        "Time to answer a request",
        ["method", "route", "status"],
        buckets=BUCKETS,
        registry=registry,
    )

    def app(environ, start_response):
        begun = time.monotonic()
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        route = routes.get(f"{method} {path}")
        status, body = _answer(route, environ)
        # A path that nobody serves is not a label: there are endlessly many.
        labels = (method, path) if route else ("other", "unknown")
        duration.labels(*labels, str(status)).observe(time.monotonic() - begun)
        start_response(
            f"{status} {HTTPStatus(status).phrase}", [("Content-Type", "application/json")]
        )
        return [json.dumps(body).encode() + b"\n"]

    return app


def _answer(route: Route | None, environ: dict) -> Answer:
    if route is None:
        return 404, {"error": "There is nothing here"}
    try:
        return route(environ)
    except Exception:
        log.exception("a request failed")
        return 500, {"error": "Something went wrong"}
