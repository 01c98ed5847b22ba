package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
)

// run is the whole command. It returns 0 after a clean end, 1 when the service
// failed, and 2 when it could not be started as told.
func run(ctx context.Context, args []string, out io.Writer) int {
	c, err := parse(args, out)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		_, _ = fmt.Fprintln(out, err) // the only place to say it
		return 2
	}
	log := slog.New(slog.NewJSONHandler(out, nil))
	if err := serve(ctx, c, log); err != nil {
		log.Error("failed", "error", err.Error())
		return 1
	}
	return 0
}

// serve answers requests until the context ends. Those that run then are
// finished before the database is closed.
func serve(ctx context.Context, c config, log *slog.Logger) (err error) {
	policy, err := loadPolicy(c.policy)
	if err != nil {
		return err
	}
	store, err := openStore(ctx, c.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.close()) }()
	engine, err := compensation.NewEngine(policy, store.ledger, compensation.WithHoldTTL(c.holdTTL))
	if err != nil {
		return err
	}
	s := &service{policy: policy, engine: engine, store: store, metrics: newMetrics(store.db)}
	server := &http.Server{
		Handler:        s.handler(log, c.timeout),
		ReadTimeout:    c.timeout,                    // the header's too
		WriteTimeout:   2*c.timeout + 10*time.Second, // so that a late answer is still sent
		IdleTimeout:    time.Minute,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.address)
	if err != nil {
		return err
	}
	log.Info("listening", "address", listener.Addr().String(), "policy", policy.Name(), "version", policy.Version(), "digest", policy.Digest())
	swept := make(chan struct{})
	sweeping, stop := context.WithCancel(ctx)
	go func() {
		defer close(swept)
		s.sweep(sweeping, log)
	}()
	defer func() { stop(); <-swept }()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("draining")
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.drain)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return errors.Join(fmt.Errorf("some requests did not end within %s: %w", c.drain, err), server.Close())
	}
	log.Info("stopped")
	return nil
}

// sweepEvery is how often holds whose time is over are swept, sweepSize how many
// in one transaction.
const (
	sweepEvery = time.Minute
	sweepSize  = 100
)

// sweep frees what expired holds have set aside, until the context ends.
func (s *service) sweep(ctx context.Context, log *slog.Logger) {
	ticker := time.NewTicker(sweepEvery)
	defer ticker.Stop()
	for {
		outcome, err := s.store.ledger.Do(ctx, ledger.Sweep{Limit: sweepSize})
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Warn("sweep", "causes", causes(err))
		case outcome.Swept > 0:
			s.metrics.expired.Add(float64(outcome.Swept))
			log.Info("sweep", "holds", outcome.Swept)
		}
		if outcome.Swept == sweepSize {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
