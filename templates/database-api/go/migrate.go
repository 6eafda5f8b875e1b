package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var files embed.FS

// Only one at a time migrates; the number is this program's own.
const migrationLock = 4_813_202_607

type migration struct {
	version int
	name    string
	sql     string
}

// readMigrations returns those of this program, in order: 0001_name.sql, 0002_….
func readMigrations(folder fs.FS) ([]migration, error) {
	names, err := fs.Glob(folder, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]migration, 0, len(names))
	for index, path := range names {
		name := strings.TrimPrefix(path, "migrations/")
		digits, _, _ := strings.Cut(name, "_")
		if version, err := strconv.Atoi(digits); err != nil || version != index+1 {
			return nil, fmt.Errorf("%s is out of order: number %d is expected", name, index+1)
		}
		sql, err := fs.ReadFile(folder, path)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{version: index + 1, name: name, sql: string(sql)})
	}
	return all, nil
}

// pending is what is left to do. A database that is ahead of this program is
// left as it is: that is how it is after a rollback.
func pending(all []migration, applied []int) []migration {
	if len(applied) > 0 {
		if newest := slices.Max(applied); newest > len(all) {
			slog.Warn("the database is ahead of this program", "at", newest, "known", len(all))
		}
	}
	var todo []migration
	for _, one := range all {
		if !slices.Contains(applied, one.version) {
			todo = append(todo, one)
		}
	}
	return todo
}

// migrate brings the database up to date; each migration is done wholly or not
// at all. It returns how many there were to do.
func migrate(ctx context.Context, db *pgx.Conn, all []migration) (done int, err error) {
	if _, err := db.Exec(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return 0, err
	}
	defer func() {
		_, unlocked := db.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock)
		err = errors.Join(err, unlocked)
	}()
	if _, err := db.Exec(ctx, `CREATE TABLE IF NOT EXISTS schema_migrations (
		version int PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`); err != nil {
		return 0, err
	}
	rows, err := db.Query(ctx, "SELECT version FROM schema_migrations")
	if err != nil {
		return 0, err
	}
	applied, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return 0, err
	}
	for _, one := range pending(all, applied) {
		slog.Info("migrating", "name", one.name)
		err := pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, one.sql); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", one.version, one.name)
			return err
		})
		if err != nil {
			return done, fmt.Errorf("%s: %w", one.name, err)
		}
		done++
	}
	return done, nil
}
