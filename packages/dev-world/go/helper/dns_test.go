package main

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"
)

// The standard library's own resolver asks our server.
func TestServeNames(t *testing.T) {
	names := map[serviceName][]netip.Addr{
		{service: "orders", namespace: "shop"}:          {netip.MustParseAddr("10.101.0.7")},
		{service: "db", namespace: "shop"}:              {netip.MustParseAddr("10.244.1.2"), netip.MustParseAddr("10.244.1.3")},
		{pod: "db-0", service: "db", namespace: "shop"}: {netip.MustParseAddr("10.244.1.2")},
		{service: "empty", namespace: "shop"}:           nil,
	}
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	go func() {
		buffer := make([]byte, 1500)
		for {
			n, from, err := socket.ReadFrom(buffer)
			if err != nil {
				return
			}
			answer := reply(buffer[:n], func(_ context.Context, name serviceName) ([]netip.Addr, error) {
				found, ok := names[name]
				if !ok {
					return nil, errNoSuchName
				}
				return found, nil
			})
			_, _ = socket.WriteTo(answer, from)
		}
	}()
	resolver := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return net.Dial("udp", socket.LocalAddr().String())
	}}
	for name, want := range map[string]int{
		"orders.shop.svc.cluster.local.":  1,
		"db.shop.svc.cluster.local.":      2,
		"db-0.db.shop.svc.cluster.local.": 1,
		"Orders.Shop.svc.cluster.local.":  1,
	} {
		if found, err := resolver.LookupIPAddr(context.Background(), name); err != nil || len(found) != want {
			t.Errorf("%s: got %v, %v; want %d addresses", name, found, err, want)
		}
	}
	for _, name := range []string{"nobody.shop.svc.cluster.local.", "example.com.", "empty.shop.svc.cluster.local."} {
		_, err := resolver.LookupIPAddr(context.Background(), name)
		var failed *net.DNSError
		if !errors.As(err, &failed) || !failed.IsNotFound {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
}

func TestReplyIgnoresGarbage(t *testing.T) {
	for _, query := range [][]byte{nil, make([]byte, 11), make([]byte, 12), {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63, 'a'}} {
		if answer := reply(query, nil); answer != nil {
			t.Errorf("%v was answered with %v", query, answer)
		}
	}
}
