package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// A world lives for days; a year is long enough never to be met and short
// enough that a forgotten key is worth nothing.
const validity = 365 * 24 * time.Hour

type request struct {
	// Name of the files: NAME.crt and NAME.key.
	Name string `json:"name"`
	// CA that signs; empty: the certificate signs itself, and may sign others.
	CA string `json:"ca"`
	// CommonName and Organizations are the user and the groups of a client.
	CommonName    string   `json:"commonName"`
	Organizations []string `json:"organizations"`
	// Hosts makes it a server's certificate: names and addresses.
	Hosts []string `json:"hosts"`
	// KeyPairOnly writes NAME.key and NAME.pub: service account tokens are
	// signed with a bare key.
	KeyPairOnly bool `json:"keyPairOnly"`
}

type pair struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// issueCertificates writes every certificate that a JSON list asks for, in
// order, so that an authority is listed before what it signs.
func issueCertificates(args []string) error {
	flags := flag.NewFlagSet("pki", flag.ContinueOnError)
	out := flags.String("out", "", "folder to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *out == "" {
		return errors.New("--out is required")
	}
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		return fmt.Errorf("read the list of certificates: %w", err)
	}
	issued := map[string]pair{}
	for _, r := range requests {
		made, err := issue(r, issued[r.CA], *out)
		if err != nil {
			return fmt.Errorf("certificate %q: %w", r.Name, err)
		}
		issued[r.Name] = made
	}
	return nil
}

func issue(r request, ca pair, out string) (pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pair{}, err
	}
	if err := writeKey(filepath.Join(out, r.Name+".key"), key); err != nil {
		return pair{}, err
	}
	if r.KeyPairOnly {
		public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
		if err != nil {
			return pair{}, err
		}
		return pair{}, writePEM(filepath.Join(out, r.Name+".pub"), "PUBLIC KEY", public, 0o644)
	}
	if r.CA != "" && ca.key == nil {
		return pair{}, fmt.Errorf("its authority %q is not issued before it", r.CA)
	}
	template, err := describe(r)
	if err != nil {
		return pair{}, err
	}
	if r.CA == "" {
		ca = pair{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, &key.PublicKey, ca.key)
	if err != nil {
		return pair{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return pair{}, err
	}
	return pair{certificate, key}, writePEM(filepath.Join(out, r.Name+".crt"), "CERTIFICATE", der, 0o644)
}

func describe(r request) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: r.CommonName, Organization: r.Organizations},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(validity),
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature,
	}
	if r.CA == "" {
		template.IsCA = true
		template.KeyUsage |= x509.KeyUsageCertSign
		return template, nil
	}
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	if len(r.Hosts) > 0 {
		template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
	}
	for _, host := range r.Hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	return template, nil
}

func writeKey(path string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return writePEM(path, "PRIVATE KEY", der, 0o600)
}

func writePEM(path, kind string, der []byte, mode os.FileMode) error {
	return os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), mode)
}
