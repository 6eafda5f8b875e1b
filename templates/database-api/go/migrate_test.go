package main

import (
	"context"
	"os"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func TestOwnMigrationsAreInOrder(t *testing.T) {
	if all, err := readMigrations(files); err != nil || len(all) == 0 {
		t.Errorf("%d migrations, %v", len(all), err)
	}
}

func TestGapsAreRefused(t *testing.T) {
	gap := fstest.MapFS{"migrations/0001_one.sql": {}, "migrations/0003_three.sql": {}}
	if _, err := readMigrations(gap); err == nil {
		t.Error("a gap is no error")
	}
}

func TestPending(t *testing.T) {
	all := []migration{{version: 1}, {version: 2}}
	for _, one := range []struct {
		applied []int
		left    int
	}{
		{nil, 2},
		{[]int{1}, 1},
		{[]int{1, 2}, 0},
		// As after a rollback.
		{[]int{1, 2, 3}, 0},
	} {
		if left := pending(all, one.applied); len(left) != one.left {
			t.Errorf("%v: %d left instead of %d", one.applied, len(left), one.left)
		}
	}
}

func TestRealDatabase(t *testing.T) {
	url := os.Getenv("TEST_DATABASE_URL")
	if url == "" {
		t.Skip("TEST_DATABASE_URL is not set")
	}
	ctx := context.Background()
	db, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close(ctx) }()
	if _, err := db.Exec(ctx, "DROP TABLE IF EXISTS items, schema_migrations"); err != nil {
		t.Fatal(err)
	}
	all, err := readMigrations(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, wanted := range []int{len(all), 0} {
		if done, err := migrate(ctx, db, all); done != wanted || err != nil {
			t.Errorf("%d migrations instead of %d, %v", done, wanted, err)
		}
	}
	broken := append(all, migration{len(all) + 1, "broken", "CREATE TABLE half (); SELECT nothing"})
	if _, err := migrate(ctx, db, broken); err == nil {
		t.Error("a broken migration is no error")
	}
	if done, err := migrate(ctx, db, all[:1]); done != 0 || err != nil {
		t.Errorf("after a rollback: %d migrations, %v", done, err)
	}
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	kept := &postgres{pool}
	if version, err := kept.version(ctx); version != len(all) || err != nil {
		t.Errorf("at %d, %v", version, err)
	}
	added, err := kept.add(ctx, "tea")
	if err != nil {
		t.Fatal(err)
	}
	if listed, err := kept.list(ctx); err != nil || len(listed) != 1 || listed[0] != added {
		t.Errorf("%v, %v", listed, err)
	}
}
