"""What the platform asks, on a port of its own, so that no route leads to it:
is it alive (else it is restarted), is it ready (else it gets no requests), and
its metrics."""

import logging
import signal
import threading
from typing import Callable

from prometheus_client import CollectorRegistry, make_wsgi_app
from waitress.server import create_server

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


class Server:
    """Serves an app on a thread of its own; port 0 is any that is free."""

    def __init__(self, app, port: int):
        self._server = create_server(
            app, host="0.0.0.0", port=port, threads=8, clear_untrusted_proxy_headers=True
        )
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> "Server":
        self._thread.start()
        return self

    def stop(self) -> None:
        """Answers what is under way, and takes nothing new."""
        self._server.task_dispatcher.shutdown(cancel_pending=False, timeout=30)
        self._server.close()


def stop_event() -> threading.Event:
    """Is set when the platform asks this process to stop."""
    event = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: event.set())
    return event
