// An API over PostgreSQL. With the argument `migrate` it brings the database up
// to date, and ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

func main() {
	logJSON()
	ctx, stop := untilStopped()
	err := start(ctx, os.Args[1:])
	stop()
	if err != nil {
		slog.Error("ended", "error", err)
		os.Exit(1)
	}
}

func start(ctx context.Context, args []string) error {
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		return errors.New("DATABASE_URL is not set")
	}
	all, err := readMigrations(files)
	if err != nil {
		return err
	}
	if len(args) == 1 && args[0] == "migrate" {
		soon, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		db, err := pgx.Connect(soon, url)
		if err != nil {
			return err
		}
		done, err := migrate(ctx, db, all)
		slog.Info("migrated", "migrations", done)
		return errors.Join(err, db.Close(context.WithoutCancel(ctx)))
	}
	// It does not connect yet: the database may come after us.
	pool, err := pgxpool.New(ctx, url)
	if err != nil {
		return err
	}
	defer pool.Close()
	return serveAPI(ctx, &postgres{pool}, len(all))
}

func serveAPI(ctx context.Context, items *postgres, needed int) error {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	alive := func(context.Context) error { return nil }
	ready := func(probe context.Context) error {
		if ctx.Err() != nil {
			return errors.New("stopping")
		}
		version, err := items.version(probe)
		if err == nil && version < needed {
			err = fmt.Errorf("the database has seen %d migrations of %d", version, needed)
		}
		return err
	}
	return serve(ctx, grace,
		server(setting("OPS_PORT", "9090"), opsHandler(alive, ready, registry)),
		server(setting("PORT", "8080"), newApp(items, registry)),
	)
}
