package main

import (
	"errors"
	"flag"
	"io"
	"log"
	"net"
)

// forward accepts connections on one address and carries them to another. The
// API server binds to loopback only; a real node in its own network namespace
// reaches it through this.
func forward(args []string) error {
	flags := flag.NewFlagSet("forward", flag.ContinueOnError)
	listen := flags.String("listen", "", "address to listen on")
	to := flags.String("to", "", "address to connect to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *listen == "" || *to == "" {
		return errors.New("--listen and --to are required")
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	log.Printf("forward %s to %s", *listen, *to)
	for {
		incoming, err := listener.Accept()
		if err != nil {
			return err
		}
		go carry(incoming, *to)
	}
}

func carry(incoming net.Conn, to string) {
	defer incoming.Close()
	outgoing, err := net.Dial("tcp", to)
	if err != nil {
		log.Printf("connect to %s: %v", to, err)
		return
	}
	defer outgoing.Close()
	done := make(chan struct{}, 2)
	go pipe(outgoing, incoming, done)
	go pipe(incoming, outgoing, done)
	// Both halves must end: a watch keeps answering after its request is sent.
	<-done
	<-done
}

func pipe(to, from net.Conn, done chan<- struct{}) {
	_, _ = io.Copy(to, from)
	if half, ok := to.(*net.TCPConn); ok {
		_ = half.CloseWrite()
	}
	done <- struct{}{}
}
