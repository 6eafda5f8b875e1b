"""What the platform asks, on a port of its own, so that no route leads to it:
is it alive (else it is restarted), is it ready (else it gets no requests), and
its metrics."""

import logging
from typing import Callable

from prometheus_client import CollectorRegistry, make_wsgi_app

log = logging.getLogger(__name__)

Check = Callable[[], bool]


def ops_app(alive: Check, ready: Check, registry: CollectorRegistry):
    metrics = make_wsgi_app(registry)
    probes = {"/livez": alive, "/readyz": ready}

    def app(environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/metrics":
            return metrics(environ, start_response)
        if path not in probes:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is nothing here\n"]
        good = _holds(probes[path])
        start_response(
            "200 OK" if good else "503 Service Unavailable", [("Content-Type", "text/plain")]
        )
        return [b"ok\n" if good else b"not now\n"]

    return app


def _holds(check: Check) -> bool:
    try:
        return check()
    except Exception:
        log.exception("a check failed")
        return False
