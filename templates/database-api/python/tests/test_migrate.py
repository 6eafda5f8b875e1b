import os
import tempfile
import unittest
from pathlib import Path

import psycopg

from app.migrate import Migration, migrate, pending, read_migrations
from app.store import Store, open_pool

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

    def test_a_database_that_is_ahead_as_after_a_rollback_is_left_as_it_is(self):
        with self.assertLogs("app.migrate", "WARNING"):
            self.assertEqual(pending([Migration(1, "one", "")], {1, 2, 3}), [])


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
            with self.assertLogs("app.migrate", "WARNING"):
                self.assertEqual(migrate(connection, migrations[:1]), 0)
        with open_pool(URL) as pool:
            store = Store(pool)
            self.assertEqual(store.version(), len(migrations))
            item = store.add("tea")
            self.assertEqual(store.newest(), [item])
