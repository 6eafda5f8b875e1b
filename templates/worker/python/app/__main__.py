import logging
import os

from prometheus_client import REGISTRY

from app import logs
from app.loop import Loop
from app.ops import ops_app
from app.server import Server, stop_event
from app.work import work

log = logging.getLogger("app")


def main() -> None:
    logs.set_up()
    stopping = stop_event()
    loop = Loop(
        work,
        interval=float(os.environ.get("INTERVAL_SECONDS", "10")),
        hangs_after=float(os.environ.get("HANGS_AFTER_SECONDS", "300")),
        registry=REGISTRY,
    )
    ops = Server(
        ops_app(loop.is_alive, loop.is_ready, REGISTRY), int(os.environ.get("OPS_PORT", "9090"))
    ).start()
    log.info("working; probes on %s", ops.port)
    loop.run(stopping)
    ops.stop(1)
    log.info("stopped")


main()
