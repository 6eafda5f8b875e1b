import logging
import os

from prometheus_client import REGISTRY

from app import logs
from app.ops import ops_app
from app.server import Server, stop_event
from app.service import create_app

log = logging.getLogger("app")


def main() -> None:
    logs.set_up()
    stopping = stop_event()
    # First, as whoever is ready is sent requests.
    service = Server(
        create_app(os.environ.get("SERVICE_NAME", "service"), REGISTRY),
        int(os.environ.get("PORT", "8080")),
    ).start()
    ops = Server(
        ops_app(alive=lambda: True, ready=lambda: not stopping.is_set(), registry=REGISTRY),
        int(os.environ.get("OPS_PORT", "9090")),
    ).start()
    log.info("listening on %s, probes on %s", service.port, ops.port)
    stopping.wait()
    log.info("stopping")
    service.stop()
    ops.stop(1)
    log.info("stopped")


main()
