// Command helper does the few things of a dev world that neither Node nor
// Kubernetes does: it issues certificates, forwards a TCP port, and waits.
//
// It stands apart from kubedev so that a change here is rebuilt in a second
// instead of linking all of Kubernetes again; it needs the standard library only.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

var commands = map[string]func(args []string) error{
	"pki":     issueCertificates,
	"forward": forward,
	"wait":    wait,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: helper pki|forward|wait [FLAGS]")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "helper %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

// wait does nothing until it is told to stop. It holds a real node's mount
// namespace open, and is the process of every pod's sandbox, where it is the
// first process and therefore also has to collect orphans.
func wait([]string) error {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	orphans := make(chan os.Signal, 1)
	signal.Notify(orphans, syscall.SIGCHLD)
	for {
		select {
		case <-stop:
			return nil
		case <-orphans:
			reap()
		}
	}
}
