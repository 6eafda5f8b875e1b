// Command cart keeps what somebody is about to buy.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"sync"
	"time"
)

type item struct {
	Product  string `json:"product"`
	Quantity int    `json:"quantity"`
}

// carts is what is in each cart, product by product.
type carts struct {
	mu  sync.Mutex
	all map[string]map[string]int
}

func (c *carts) put(w http.ResponseWriter, r *http.Request) {
	var it item
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&it); err != nil || it.Product == "" || it.Quantity < 0 {
		http.Error(w, "a product and a quantity of at least 0 are needed", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	id := r.PathValue("id")
	if c.all[id] == nil {
		c.all[id] = map[string]int{}
	}
	c.all[id][it.Product] = it.Quantity
	if it.Quantity == 0 {
		delete(c.all[id], it.Product)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (c *carts) get(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	items := []item{}
	for product, quantity := range c.all[r.PathValue("id")] {
		items = append(items, item{product, quantity})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(items)
}

func main() {
	c := &carts{all: map[string]map[string]int{}}
	say := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text + "\n")) }
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", say("cart "+os.Getenv("VERSION")))
	mux.HandleFunc("GET /version", say(os.Getenv("VERSION")))
	mux.HandleFunc("GET /healthz", say("ok"))
	mux.HandleFunc("GET /readyz", say("ok"))
	mux.HandleFunc("PUT /carts/{id}/items", c.put)
	mux.HandleFunc("GET /carts/{id}", c.get)
	log.Print("listening on :8080")
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
