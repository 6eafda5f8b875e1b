package main

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestThePageListsEveryProduct(t *testing.T) {
	h, err := handler("abc123", "crimson")
	if err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest("GET", "/", nil))
	all, _ := products()
	for _, p := range all {
		if !strings.Contains(answer.Body.String(), p.Name) {
			t.Errorf("%s is missing", p.Name)
		}
	}
	for _, text := range []string{"abc123", "--colour: crimson"} {
		if !strings.Contains(answer.Body.String(), text) {
			t.Errorf("%q is missing", text)
		}
	}
}
