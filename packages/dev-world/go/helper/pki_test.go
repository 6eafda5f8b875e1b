package main

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"
)

func TestIssue(t *testing.T) {
	out := t.TempDir()
	ca, err := issue(request{Name: "ca", CommonName: "ca"}, pair{}, out)
	if err != nil {
		t.Fatal(err)
	}
	_, err = issue(request{Name: "server", CA: "ca", CommonName: "server", Hosts: []string{"127.0.0.1", "localhost"}}, ca, out)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(out, "server.crt"))
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(data)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(ca.certificate)
	for _, host := range []string{"127.0.0.1", "localhost"} {
		if _, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: host}); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if _, err := certificate.Verify(x509.VerifyOptions{Roots: roots, DNSName: "elsewhere"}); err == nil {
		t.Error("a certificate was accepted for a host it does not name")
	}
}

func TestIssueWithoutAuthority(t *testing.T) {
	if _, err := issue(request{Name: "a", CA: "missing"}, pair{}, t.TempDir()); err == nil {
		t.Error("a certificate was issued by an authority that does not exist")
	}
}
