package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	_ "github.com/lib/pq"
)

// The table lies in the schema of whoever connects: a preview has its own.
const table = `CREATE TABLE IF NOT EXISTS payments (
	id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	amount   bigint NOT NULL,
	currency text NOT NULL,
	refunded boolean NOT NULL DEFAULT false
)`

const columns = "id, amount, currency, refunded"

// postgres keeps payments in a database.
type postgres struct {
	db     *sql.DB
	schema atomic.Value
}

// openPostgres does not connect yet: the database may come after us.
func openPostgres(url string) (*postgres, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	db.SetConnMaxIdleTime(time.Minute)
	return &postgres{db: db}, nil
}

func (p *postgres) where() string {
	if schema, ok := p.schema.Load().(string); ok {
		return "the schema " + schema
	}
	return "a database that does not answer yet"
}

// ready makes the table the first time that the database answers.
func (p *postgres) ready(ctx context.Context) error {
	if p.schema.Load() != nil {
		return p.db.PingContext(ctx)
	}
	var schema sql.NullString
	if err := p.db.QueryRowContext(ctx, "SELECT current_schema()").Scan(&schema); err != nil {
		return err
	}
	if !schema.Valid {
		return errors.New("there is no schema for us in the database")
	}
	if _, err := p.db.ExecContext(ctx, table); err != nil {
		return fmt.Errorf("the table payments cannot be made in %s: %w", schema.String, err)
	}
	p.schema.Store(schema.String)
	return nil
}

func (p *postgres) take(ctx context.Context, amount int, currency string) (payment, error) {
	return scan(p.db.QueryRowContext(ctx,
		"INSERT INTO payments (amount, currency) VALUES ($1, $2) RETURNING "+columns, amount, currency))
}

func (p *postgres) refund(ctx context.Context, id string) (payment, error) {
	return scan(p.db.QueryRowContext(ctx,
		"UPDATE payments SET refunded = true WHERE id::text = $1 RETURNING "+columns, id))
}

func (p *postgres) list(ctx context.Context) ([]payment, error) {
	rows, err := p.db.QueryContext(ctx, "SELECT "+columns+" FROM payments ORDER BY id DESC LIMIT $1", mostListed)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	newest := []payment{}
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		newest = append(newest, one)
	}
	return newest, rows.Err()
}

func scan(row interface{ Scan(...any) error }) (payment, error) {
	var p payment
	err := row.Scan(&p.ID, &p.Amount, &p.Currency, &p.Refunded)
	if errors.Is(err, sql.ErrNoRows) {
		return payment{}, errUnknown
	}
	return p, err
}
