"""Items in PostgreSQL."""

from psycopg import Connection
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool


def open_pool(url: str) -> ConnectionPool:
    """It does not wait for the database, which may come after us. Without an
    answer for so long, a request fails: it does not wait in line."""
    return ConnectionPool(
        url,
        min_size=1,
        max_size=8,
        timeout=5,
        open=True,
        configure=_limit,
        kwargs={"connect_timeout": 5, "tcp_user_timeout": 10_000},
    )


def _limit(connection: Connection) -> None:
    connection.execute("SET statement_timeout = '10s'")
    connection.commit()


class Store:
    def __init__(self, pool: ConnectionPool):
        self._pool = pool

    def newest(self) -> list[dict]:
        return self._rows(
            "SELECT id, name FROM items ORDER BY created_at DESC, id DESC LIMIT 100"
        )

    def add(self, name: str) -> dict:
        return self._rows("INSERT INTO items (name) VALUES (%s) RETURNING id, name", name)[0]

    def version(self) -> int:
        """How many migrations the database has seen."""
        query = "SELECT coalesce(max(version), 0) AS version FROM schema_migrations"
        return self._rows(query)[0]["version"]

    def _rows(self, query: str, *parameters) -> list[dict]:
        with self._pool.connection() as connection:
            with connection.cursor(row_factory=dict_row) as cursor:
                return cursor.execute(query, parameters).fetchall()
