package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"time"
)

// services looks Services up in the API server.
type services struct {
	server string
	client *http.Client
}

func newServices(file string) (*services, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var config struct {
		Clusters []struct {
			Cluster struct {
				Server string
				CA     []byte `json:"certificate-authority-data"`
			}
		}
		Users []struct {
			User struct {
				Certificate []byte `json:"client-certificate-data"`
				Key         []byte `json:"client-key-data"`
			}
		}
	}
	if err := json.Unmarshal(data, &config); err != nil {
		return nil, err
	}
	if len(config.Clusters) != 1 || len(config.Users) != 1 {
		return nil, errors.New("the kubeconfig must have one cluster and one user")
	}
	cluster, user := config.Clusters[0].Cluster, config.Users[0].User
	certificate, err := tls.X509KeyPair(user.Certificate, user.Key)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(cluster.CA)
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}},
		ForceAttemptHTTP2: true,
		IdleConnTimeout:   time.Minute,
	}
	return &services{server: cluster.Server, client: &http.Client{Transport: transport}}, nil
}

func (s *services) resolve(ctx context.Context, name serviceName) ([]netip.Addr, error) {
	namespace := "/namespaces/" + url.PathEscape(name.namespace)
	var service struct {
		Spec struct {
			ClusterIP string `json:"clusterIP"`
		}
	}
	if err := s.get(ctx, "/api/v1"+namespace+"/services/"+url.PathEscape(name.service), &service); err != nil {
		return nil, err
	}
	if address, err := netip.ParseAddr(service.Spec.ClusterIP); err == nil && name.pod == "" {
		return []netip.Addr{address}, nil
	}
	// A headless Service: the pods themselves.
	var slices struct {
		Items []struct {
			AddressType string `json:"addressType"`
			Endpoints   []struct {
				Addresses  []string
				Hostname   string
				Conditions struct{ Ready *bool }
			}
		}
	}
	query := "?labelSelector=" + url.QueryEscape("kubernetes.io/service-name="+name.service)
	if err := s.get(ctx, "/apis/discovery.k8s.io/v1"+namespace+"/endpointslices"+query, &slices); err != nil {
		return nil, err
	}
	var found []netip.Addr
	for _, slice := range slices.Items {
		for _, endpoint := range slice.Endpoints {
			ready := endpoint.Conditions.Ready == nil || *endpoint.Conditions.Ready
			if slice.AddressType != "IPv4" || !ready || (name.pod != "" && name.pod != endpoint.Hostname) {
				continue
			}
			for _, text := range endpoint.Addresses {
				if address, err := netip.ParseAddr(text); err == nil && address.Is4() {
					found = append(found, address)
				}
			}
		}
	}
	if name.pod != "" && len(found) == 0 {
		return nil, errNoSuchName
	}
	return found, nil
}

func (s *services) get(ctx context.Context, path string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.server+path, nil)
	if err != nil {
		return err
	}
	answer, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusOK:
		return json.NewDecoder(answer.Body).Decode(into)
	case http.StatusNotFound:
		return errNoSuchName
	default:
		return fmt.Errorf("the API server answered %s", answer.Status)
	}
}
