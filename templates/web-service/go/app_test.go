package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestApp(t *testing.T) {
	app := newApp("tested", prometheus.NewRegistry())
	for _, one := range []struct {
		method, path string
		status       int
		body         string
	}{
		{http.MethodGet, "/", http.StatusOK, `{"message":"Hello","service":"tested"}`},
		{http.MethodGet, "/nowhere", http.StatusNotFound, ""},
		{http.MethodPost, "/", http.StatusMethodNotAllowed, ""},
	} {
		answer := httptest.NewRecorder()
		app.ServeHTTP(answer, httptest.NewRequest(one.method, one.path, nil))
		if answer.Code != one.status || !strings.Contains(answer.Body.String(), one.body) {
			t.Errorf("%s %s: %d %s", one.method, one.path, answer.Code, answer.Body)
		}
	}
}
