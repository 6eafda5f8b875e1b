package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

func TestMeasured(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /fine/{id}", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /broken", func(http.ResponseWriter, *http.Request) { panic("broken") })
	registry := prometheus.NewRegistry()
	handler := measured(mux, registry)
	for path, wanted := range map[string]int{"/fine/1": 200, "/fine/2": 200, "/broken": 500, "/nowhere": 404} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
		if answer.Code != wanted {
			t.Errorf("%s: %d instead of %d", path, answer.Code, wanted)
		}
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	said := families[0].String()
	for _, wanted := range []string{`value:"/fine/{id}"`, `value:"unknown"`, `value:"500"`} {
		if !strings.Contains(said, wanted) {
			t.Errorf("%s is not in %s", wanted, said)
		}
	}
	if strings.Contains(said, "/nowhere") {
		t.Error("a path became a label")
	}
	if n := testutil.CollectAndCount(registry, "http_request_duration_seconds"); n != 3 {
		t.Errorf("%d series instead of 3", n)
	}
}
