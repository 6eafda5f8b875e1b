package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net"
	"net/netip"
	"strings"
	"time"
)

// serveNames answers the names of Services, so that pods of the real node find
// each other as in any cluster. It asks the API server when it is asked: a
// world with thousands of Services costs nothing until a pod looks one up.
func serveNames(args []string) error {
	flags := flag.NewFlagSet("dns", flag.ContinueOnError)
	listen := flags.String("listen", "", "address to listen on, UDP")
	kubeconfig := flags.String("kubeconfig", "", "kubeconfig in JSON")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *listen == "" || *kubeconfig == "" {
		return errors.New("--listen and --kubeconfig are required")
	}
	services, err := newServices(*kubeconfig)
	if err != nil {
		return err
	}
	socket, err := net.ListenPacket("udp", *listen)
	if err != nil {
		return err
	}
	log.Printf("answer names on %s", *listen)
	for {
		buffer := make([]byte, 1500)
		n, from, err := socket.ReadFrom(buffer)
		if err != nil {
			return err
		}
		go func() {
			if answer := reply(buffer[:n], services.resolve); answer != nil {
				_, _ = socket.WriteTo(answer, from)
			}
		}()
	}
}

const (
	typeA = 1

	success      = 0
	serverFailed = 2
	noSuchName   = 3

	// Answers must fit into 512 bytes without the extensions we do not speak.
	mostAddresses = 24
	secondsToLive = 5
)

var errNoSuchName = errors.New("no such name")

type resolver func(ctx context.Context, name serviceName) ([]netip.Addr, error)

// reply answers one query, or returns nil for what is not one.
func reply(query []byte, resolve resolver) []byte {
	name, kind, end, ok := parseQuestion(query)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	var addresses []netip.Addr
	code := noSuchName
	if service, ok := parseServiceName(name); ok {
		found, err := resolve(ctx, service)
		switch {
		case errors.Is(err, errNoSuchName):
		case err != nil:
			log.Printf("%s: %v", name, err)
			code = serverFailed
		default:
			code = success
			addresses = found
		}
	}
	if kind != typeA {
		// The name exists, but has no record of this kind.
		addresses = nil
	}
	return encode(query[:end], code, addresses[:min(len(addresses), mostAddresses)])
}

// parseQuestion reads the only question of a query, and says where it ends.
func parseQuestion(query []byte) (name string, kind uint16, end int, ok bool) {
	const header = 12
	if len(query) < header || query[2]&0x80 != 0 || query[4] != 0 || query[5] != 1 {
		return "", 0, 0, false
	}
	var labels []string
	at := header
	for {
		if at >= len(query) {
			return "", 0, 0, false
		}
		length := int(query[at])
		at++
		if length == 0 {
			break
		}
		if length > 63 || at+length > len(query) {
			return "", 0, 0, false
		}
		labels = append(labels, string(query[at:at+length]))
		at += length
	}
	if at+4 > len(query) {
		return "", 0, 0, false
	}
	kind = uint16(query[at])<<8 | uint16(query[at+1])
	return strings.ToLower(strings.Join(labels, ".")), kind, at + 4, true
}

func encode(question []byte, code int, addresses []netip.Addr) []byte {
	answer := append([]byte{}, question...)
	// An answer, authoritative, recursion as it was asked for and available.
	answer[2] = 0x84 | question[2]&0x01
	answer[3] = 0x80 | byte(code)
	answer[6], answer[7] = 0, byte(len(addresses))
	// The query's own additional records are not repeated.
	answer[8], answer[9], answer[10], answer[11] = 0, 0, 0, 0
	for _, address := range addresses {
		ip := address.As4()
		answer = append(answer, 0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, secondsToLive, 0, 4)
		answer = append(answer, ip[:]...)
	}
	return answer
}

type serviceName struct{ pod, service, namespace string }

// parseServiceName takes SERVICE.NAMESPACE.svc.cluster.local apart, with a
// pod's host name before it if there is one.
func parseServiceName(name string) (serviceName, bool) {
	rest, ok := strings.CutSuffix(strings.TrimSuffix(name, "."), ".svc.cluster.local")
	parts := strings.Split(rest, ".")
	switch {
	case !ok:
		return serviceName{}, false
	case len(parts) == 2:
		return serviceName{service: parts[0], namespace: parts[1]}, true
	case len(parts) == 3:
		return serviceName{pod: parts[0], service: parts[1], namespace: parts[2]}, true
	default:
		return serviceName{}, false
	}
}
