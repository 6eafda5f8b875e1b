// Command storefront serves the pages that customers see.
package main

import (
	"cmp"
	"embed"
	"encoding/json"
	"html/template"
	"log"
	"net/http"
	"os"
	"time"
)

//go:embed page.html products.json
var files embed.FS

type product struct {
	Name  string `json:"name"`
	Cents int    `json:"cents"`
}

// Price is what stands beside the name.
func (p product) Price() float64 { return float64(p.Cents) / 100 }

type page struct {
	Version  string
	Colour   string
	Products []product
}

func products() ([]product, error) {
	data, err := files.ReadFile("products.json")
	if err != nil {
		return nil, err
	}
	var all []product
	return all, json.Unmarshal(data, &all)
}

func handler(version, colour string) (http.Handler, error) {
	all, err := products()
	if err != nil {
		return nil, err
	}
	look, err := template.ParseFS(files, "page.html")
	if err != nil {
		return nil, err
	}
	ok := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", ok)
	mux.HandleFunc("GET /readyz", ok)
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(version + "\n"))
	})
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		log.Printf("%s %s", r.Method, r.URL.Path)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := look.Execute(w, page{Version: version, Colour: colour, Products: all}); err != nil {
			log.Print(err)
		}
	})
	return mux, nil
}

func main() {
	h, err := handler(os.Getenv("VERSION"), cmp.Or(os.Getenv("COLOUR"), "teal"))
	if err != nil {
		log.Fatal(err)
	}
	log.Print("listening on :8080")
	server := &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
