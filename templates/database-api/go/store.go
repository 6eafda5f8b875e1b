package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

type item struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// store keeps items.
type store interface {
	list(context.Context) ([]item, error)
	add(ctx context.Context, name string) (item, error)
}

// Without an answer for so long, a request fails: it does not wait in line.
const queryTimeout = 10 * time.Second

// postgres keeps items in PostgreSQL.
type postgres struct{ pool *pgxpool.Pool }

func (p *postgres) list(ctx context.Context) ([]item, error) {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	rows, err := p.pool.Query(ctx, "SELECT id, name FROM items ORDER BY created_at DESC, id DESC LIMIT 100")
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[item])
}

func (p *postgres) add(ctx context.Context, name string) (item, error) {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	rows, err := p.pool.Query(ctx, "INSERT INTO items (name) VALUES ($1) RETURNING id, name", name)
	if err != nil {
		return item{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[item])
}

// version is how many migrations the database has seen.
func (p *postgres) version(ctx context.Context) (version int, err error) {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	err = p.pool.QueryRow(ctx, "SELECT coalesce(max(version), 0) FROM schema_migrations").Scan(&version)
	return version, err
}
