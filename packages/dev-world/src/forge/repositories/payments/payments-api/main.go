// Command payments-api takes and refunds payments.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

type server struct {
	books   books
	limit   int
	version string
}

func (s *server) home(w http.ResponseWriter, _ *http.Request) {
	_, _ = fmt.Fprintf(w, "payments-api %s\nlimit: %d\npayments are kept in %s\n", s.version, s.limit, s.books.where())
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.books.ready(r.Context()); err != nil {
		log.Print(err)
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}

func (s *server) list(w http.ResponseWriter, r *http.Request) {
	all, err := s.books.list(r.Context())
	answer(w, http.StatusOK, all, err)
}

func (s *server) take(w http.ResponseWriter, r *http.Request) {
	var wanted struct {
		Amount   int    `json:"amount"`
		Currency string `json:"currency"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&wanted); err != nil || wanted.Amount <= 0 || wanted.Currency == "" {
		answer(w, http.StatusBadRequest, "an amount and a currency are needed", nil)
		return
	}
	if wanted.Amount > s.limit {
		answer(w, http.StatusPaymentRequired, "declined", nil)
		return
	}
	p, err := s.books.take(r.Context(), wanted.Amount, wanted.Currency)
	answer(w, http.StatusCreated, p, err)
}

func (s *server) refund(w http.ResponseWriter, r *http.Request) {
	p, err := s.books.refund(r.Context(), r.PathValue("id"))
	answer(w, http.StatusAccepted, p, err)
}

func answer(w http.ResponseWriter, status int, what any, err error) {
	switch {
	case errors.Is(err, errUnknown):
		status, what = http.StatusNotFound, err.Error()
	case err != nil:
		log.Print(err)
		status, what = http.StatusInternalServerError, "the books cannot be reached"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(what)
}

func (s *server) handler() http.Handler {
	say := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprintln(w, text) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /version", say(s.version))
	mux.HandleFunc("GET /healthz", say("ok"))
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /payments", s.list)
	mux.HandleFunc("POST /payments", s.take)
	mux.HandleFunc("POST /payments/{id}/refund", s.refund)
	return mux
}

// booksAt is the database that DATABASE_URL names, or memory where there is none.
func booksAt(url string) (books, error) {
	if url == "" {
		return &memory{}, nil
	}
	return openPostgres(url)
}

func main() {
	limit, err := strconv.Atoi(os.Getenv("LIMIT"))
	if err != nil {
		limit = 100_000
	}
	kept, err := booksAt(os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	s := &server{books: kept, limit: limit, version: os.Getenv("VERSION")}
	log.Print("listening on :8080")
	web := &http.Server{Addr: ":8080", Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(web.ListenAndServe())
}
