"""Items in PostgreSQL."""

from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool


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
        with self._pool.connection(timeout=5) as connection:
            with connection.cursor(row_factory=dict_row) as cursor:
                return cursor.execute(query, parameters).fetchall()
