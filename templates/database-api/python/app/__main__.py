"""An API over PostgreSQL. With the argument `migrate` it brings the database up
to date, and ends."""

import logging
import os
import sys

import psycopg
from prometheus_client import REGISTRY

from app import logs
from app.migrate import migrate, read_migrations
from app.ops import ops_app
from app.server import Server, stop_event
from app.service import create_app
from app.store import Store, open_pool

log = logging.getLogger("app")


def serve(url: str, needed: int) -> None:
    stopping = stop_event()
    with open_pool(url) as pool:
        store = Store(pool)
        # First, as whoever is ready is sent requests.
        service = Server(create_app(store, REGISTRY), int(os.environ.get("PORT", "8080"))).start()
        ops = Server(
            ops_app(
                alive=lambda: True,
                ready=lambda: not stopping.is_set() and store.version() >= needed,
                registry=REGISTRY,
            ),
            int(os.environ.get("OPS_PORT", "9090")),
        ).start()
        log.info("listening on %s, probes on %s", service.port, ops.port)
        stopping.wait()
        log.info("stopping")
        service.stop()
        ops.stop(1)
    log.info("stopped")


def main() -> int:
    logs.set_up()
    url = os.environ.get("DATABASE_URL")
    if not url:
        log.error("DATABASE_URL is not set")
        return 1
    migrations = read_migrations()
    if sys.argv[1:] == ["migrate"]:
        with psycopg.connect(url, connect_timeout=10) as connection:
            log.info("%s migrations were left to do", migrate(connection, migrations))
        return 0
    serve(url, len(migrations))
    return 0


sys.exit(main())
