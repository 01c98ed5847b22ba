// Command service offers the library over HTTP: sales fund the pool, cases get
// recommendations, and what is given is reserved, committed or released in a
// ledger on SQLite or PostgreSQL.
//
//	go run ./examples/service -db amends.sqlite
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	os.Exit(run(ctx, os.Args[1:], os.Stderr))
}
