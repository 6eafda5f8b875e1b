package main

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// With TEST_DATABASE_URL the same is asked of a database.
func TestPayments(t *testing.T) {
	for name, url := range map[string]string{"memory": "", "postgres": os.Getenv("TEST_DATABASE_URL")} {
		if name == "postgres" && url == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			kept, err := booksAt(url)
			if err != nil {
				t.Fatal(err)
			}
			h := (&server{books: kept, limit: 5000, version: "abc123"}).handler()
			for _, step := range []struct {
				method, path, body string
				status             int
				text               string
			}{
				{"GET", "/readyz", "", 200, "ok"},
				{"GET", "/", "", 200, "payments-api abc123"},
				{"POST", "/payments", `{"amount": 4550, "currency": "EUR"}`, 201, `"amount":4550`},
				{"POST", "/payments", `{"amount": 5001, "currency": "EUR"}`, 402, "declined"},
				{"POST", "/payments", `{"amount": -1, "currency": "EUR"}`, 400, "needed"},
				{"POST", "/payments/1/refund", "", 202, `"refunded":true`},
				{"POST", "/payments/none/refund", "", 404, "no such payment"},
				{"GET", "/payments", "", 200, `[{"id":"1","amount":4550,"currency":"EUR","refunded":true}]`},
			} {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(step.method, step.path, strings.NewReader(step.body)))
				if w.Code != step.status || !strings.Contains(w.Body.String(), step.text) {
					t.Errorf("%s %s: got %d %q", step.method, step.path, w.Code, w.Body.String())
				}
			}
		})
	}
}
