package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
)

const mostBytes = 16 << 10

// newApp is the API that users reach. Add routes here.
func newApp(items store, metrics prometheus.Registerer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items", func(w http.ResponseWriter, r *http.Request) {
		all, err := items.list(r.Context())
		if err != nil {
			fail(w, err)
			return
		}
		respond(w, http.StatusOK, append([]item{}, all...))
	})
	mux.HandleFunc("POST /items", func(w http.ResponseWriter, r *http.Request) {
		var wanted struct {
			Name string `json:"name"`
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostBytes)).Decode(&wanted); err != nil {
			respond(w, http.StatusBadRequest, problem{"the body is not JSON of the right form and size"})
			return
		}
		if length := utf8.RuneCountInString(wanted.Name); length < 1 || length > 200 {
			respond(w, http.StatusBadRequest, problem{"name must be a text of 1 to 200 characters"})
			return
		}
		added, err := items.add(r.Context(), wanted.Name)
		if err != nil {
			fail(w, err)
			return
		}
		respond(w, http.StatusCreated, added)
	})
	return measured(mux, metrics)
}

type problem struct {
	Error string `json:"error"`
}

func fail(w http.ResponseWriter, err error) {
	slog.Error("a request failed", "error", err)
	respond(w, http.StatusInternalServerError, problem{"Something went wrong"})
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
