import os
import tempfile
import unittest
from pathlib import Path

import psycopg
from psycopg_pool import ConnectionPool

from app.migrate import Migration, migrate, pending, read_migrations
from app.store import Store

URL = os.environ.get("TEST_DATABASE_URL")


class MigrationsTest(unittest.TestCase):
    def test_our_own_are_in_order(self):
        self.assertGreater(len(read_migrations()), 0)

    def test_a_gap_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("0001_one.sql", "0003_three.sql"):
                Path(folder, name).touch()
            with self.assertRaisesRegex(ValueError, "0003_three.sql is out of order"):
                read_migrations(Path(folder))

    def test_what_is_left_to_do(self):
        one, two = Migration(1, "one", ""), Migration(2, "two", "")
        self.assertEqual(pending([one, two], set()), [one, two])
        self.assertEqual(pending([one, two], {1}), [two])
        self.assertEqual(pending([one, two], {1, 2}), [])
        with self.assertRaisesRegex(ValueError, "too old"):
            pending([one, two], {1, 2, 3})


@unittest.skipUnless(URL, "TEST_DATABASE_URL is not set")
class RealDatabaseTest(unittest.TestCase):
    def test_migrated_once_and_used(self):
        migrations = read_migrations()
        with psycopg.connect(URL, autocommit=True) as connection:
            connection.execute("DROP TABLE IF EXISTS items, schema_migrations")
            self.assertEqual(migrate(connection, migrations), len(migrations))
            self.assertEqual(migrate(connection, migrations), 0)
            broken = Migration(len(migrations) + 1, "broken", "CREATE TABLE half (); SELECT nothing")
            with self.assertRaises(psycopg.Error):
                migrate(connection, [*migrations, broken])
        with ConnectionPool(URL, min_size=1, open=True) as pool:
            store = Store(pool)
            self.assertEqual(store.version(), len(migrations))
            item = store.add("tea")
            self.assertEqual(store.newest(), [item])
