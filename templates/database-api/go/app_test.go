package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

// memory keeps items until the test ends.
type memory struct{ items []item }

func (m *memory) list(context.Context) ([]item, error) { return m.items, nil }

func (m *memory) add(_ context.Context, name string) (item, error) {
	if name == "break" {
		return item{}, errors.New("the database is away")
	}
	added := item{ID: int64(len(m.items) + 1), Name: name}
	m.items = append([]item{added}, m.items...)
	return added, nil
}

func TestApp(t *testing.T) {
	app := newApp(&memory{}, prometheus.NewRegistry())
	for _, one := range []struct {
		name, method, body string
		status             int
		answer             string
	}{
		{"nothing yet", http.MethodGet, "", http.StatusOK, "[]"},
		{"added", http.MethodPost, `{"name":"tea"}`, http.StatusCreated, `{"id":1,"name":"tea"}`},
		{"listed", http.MethodGet, "", http.StatusOK, `[{"id":1,"name":"tea"}]`},
		{"not JSON", http.MethodPost, "{", http.StatusBadRequest, "JSON"},
		{"no name", http.MethodPost, "{}", http.StatusBadRequest, "name"},
		{"another type", http.MethodPost, `{"name":1}`, http.StatusBadRequest, "JSON"},
		{"too long", http.MethodPost, `{"name":"` + strings.Repeat("x", 201) + `"}`, http.StatusBadRequest, "200"},
		{"a body that is too long", http.MethodPost, `{"name":"` + strings.Repeat("x", 20_000) + `"}`, http.StatusBadRequest, "size"},
		{"what breaks", http.MethodPost, `{"name":"break"}`, http.StatusInternalServerError, "Something went wrong"},
	} {
		answer := httptest.NewRecorder()
		app.ServeHTTP(answer, httptest.NewRequest(one.method, "/items", strings.NewReader(one.body)))
		if answer.Code != one.status || !strings.Contains(answer.Body.String(), one.answer) {
			t.Errorf("%s: %d %s", one.name, answer.Code, answer.Body)
		}
	}
}
