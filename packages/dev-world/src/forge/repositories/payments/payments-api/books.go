package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type payment struct {
	ID       string `json:"id"`
	Amount   int    `json:"amount"`
	Currency string `json:"currency"`
	Refunded bool   `json:"refunded"`
}

// mostListed is how many payments a list has.
const mostListed = 20

// errUnknown says that there is no such payment.
var errUnknown = errors.New("no such payment")

// books keep payments.
type books interface {
	// where they are kept, for people to read
	where() string
	// ready says why they cannot be used, if they cannot
	ready(ctx context.Context) error
	take(ctx context.Context, amount int, currency string) (payment, error)
	refund(ctx context.Context, id string) (payment, error)
	// list is the newest payments, the last one first
	list(ctx context.Context) ([]payment, error)
}

// memory forgets everything when the program ends.
type memory struct {
	mu    sync.Mutex
	taken []payment
}

func (*memory) where() string { return "memory" }

func (*memory) ready(context.Context) error { return nil }

func (m *memory) take(_ context.Context, amount int, currency string) (payment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := payment{ID: fmt.Sprint(len(m.taken) + 1), Amount: amount, Currency: currency}
	m.taken = append(m.taken, p)
	return p, nil
}

func (m *memory) refund(_ context.Context, id string) (payment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.taken {
		if m.taken[i].ID == id {
			m.taken[i].Refunded = true
			return m.taken[i], nil
		}
	}
	return payment{}, errUnknown
}

func (m *memory) list(context.Context) ([]payment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	newest := []payment{}
	for i := len(m.taken) - 1; i >= 0 && len(newest) < mostListed; i-- {
		newest = append(newest, m.taken[i])
	}
	return newest, nil
}
