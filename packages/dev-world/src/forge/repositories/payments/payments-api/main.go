// Command payments-api takes and refunds payments.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

type payment struct {
	ID       string `json:"id"`
	Amount   int    `json:"amount"`
	Currency string `json:"currency"`
	Refunded bool   `json:"refunded"`
}

type books struct {
	mu    sync.Mutex
	limit int
	taken map[string]payment
}

func (b *books) take(w http.ResponseWriter, r *http.Request) {
	var p payment
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&p); err != nil || p.Amount <= 0 || p.Currency == "" {
		answer(w, http.StatusBadRequest, "an amount and a currency are needed")
		return
	}
	if p.Amount > b.limit {
		answer(w, http.StatusPaymentRequired, "declined")
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p.ID, p.Refunded = fmt.Sprintf("p-%d", len(b.taken)+1), false
	b.taken[p.ID] = p
	answer(w, http.StatusCreated, p)
}

func (b *books) refund(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.taken[r.PathValue("id")]
	if !ok {
		answer(w, http.StatusNotFound, "no such payment")
		return
	}
	p.Refunded = true
	b.taken[p.ID] = p
	answer(w, http.StatusAccepted, p)
}

func answer(w http.ResponseWriter, status int, what any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(what)
}

func main() {
	limit, err := strconv.Atoi(os.Getenv("LIMIT"))
	if err != nil {
		limit = 100_000
	}
	b := &books{limit: limit, taken: map[string]payment{}}
	say := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text + "\n")) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", say("payments-api "+os.Getenv("VERSION")))
	mux.HandleFunc("GET /version", say(os.Getenv("VERSION")))
	mux.HandleFunc("GET /healthz", say("ok"))
	mux.HandleFunc("GET /readyz", say("ok"))
	mux.HandleFunc("POST /payments", b.take)
	mux.HandleFunc("POST /payments/{id}/refund", b.refund)
	log.Print("listening on :8080")
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
