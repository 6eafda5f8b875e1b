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
    ops = ops_app(alive=lambda: True, ready=lambda: not stopping.is_set(), registry=REGISTRY)
    service = create_app(os.environ.get("SERVICE_NAME", "service"), REGISTRY)
    servers = [
        Server(ops, int(os.environ.get("OPS_PORT", "9090"))).start(),
        Server(service, int(os.environ.get("PORT", "8080"))).start(),
    ]
    log.info("listening on %s", ", ".join(str(server.port) for server in servers))
    stopping.wait()
    log.info("stopping")
    for server in reversed(servers):
        server.stop()
    log.info("stopped")


main()
