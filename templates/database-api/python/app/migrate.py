"""Brings the database up to date."""

import logging
from dataclasses import dataclass
from pathlib import Path

import psycopg

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent.parent / "migrations"

# Only one at a time migrates; the number is this program's own.
LOCK = 4_813_202_607


@dataclass(frozen=True)
class Migration:
    version: int
    name: str
    sql: str


def read_migrations(folder: Path = FOLDER) -> list[Migration]:
    """Those of this program, in order: 0001_name.sql, 0002_…"""
    migrations = []
    for expected, file in enumerate(sorted(folder.glob("*.sql")), start=1):
        if file.name.split("_")[0].lstrip("0") != str(expected):
            raise ValueError(f"{file.name} is out of order: number {expected} is expected")
        migrations.append(Migration(expected, file.name, file.read_text("utf-8")))
    return migrations


def pending(migrations: list[Migration], applied: set[int]) -> list[Migration]:
    """What is left to do. A database that is ahead of this program is left as it
    is: that is how it is after a rollback."""
    newest = max(applied, default=0)
    if newest > len(migrations):
        log.warning(
            "the database is at %s, ahead of this program, which knows %s migrations",
            newest,
            len(migrations),
        )
    return [one for one in migrations if one.version not in applied]


def migrate(connection: psycopg.Connection, migrations: list[Migration]) -> int:
    """Each migration is done wholly or not at all; returns how many there were."""
    connection.autocommit = True
    connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (version int PRIMARY KEY, "
            "name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        rows = connection.execute("SELECT version FROM schema_migrations").fetchall()
        todo = pending(migrations, {version for (version,) in rows})
        for one in todo:
            log.info("migrating %s", one.name)
            with connection.transaction():
                connection.execute(one.sql)
                connection.execute(
                    "INSERT INTO schema_migrations (version, name) VALUES (%s, %s)",
                    [one.version, one.name],
                )
        return len(todo)
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
