package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// watched is the writer of one request: it remembers what the log will say.
type watched struct {
	http.ResponseWriter
	request string // its id
	status  int
	problem *problem
}

// WriteHeader remembers the status.
func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts as status 200 when nothing was said before.
func (w *watched) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(data)
}

// fail answers with the problem that an error is.
func fail(w http.ResponseWriter, err error) {
	p := problemOf(err)
	if watched, ok := w.(*watched); ok {
		p.Request = watched.request
		watched.problem = p
	}
	p.write(w)
}

// handler is the whole service: routes inside limits inside the log.
func (s *service) handler(log *slog.Logger, timeout time.Duration) http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.pattern(), r.handler)
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		w := &watched{ResponseWriter: rw, request: rand.Text()}
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(rw, r.Body, maxBody)
		w.Header().Set("X-Request-Id", w.request)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		// The path holds ids and the query names of accounts; the pattern holds neither.
		found, pattern := mux.Handler(r)
		s.metrics.running.Inc()
		defer func() {
			if thrown := recover(); thrown != nil {
				s.thrown(log, w, thrown)
			}
			s.metrics.running.Dec()
			s.metrics.observe(pattern, w, time.Since(start))
			logRequest(ctx, log, w, r.Method, pattern, time.Since(start))
		}()
		if pattern == "" {
			unmatched(w, r, found)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// thrown answers when a handler panics, unless an answer was begun.
func (s *service) thrown(log *slog.Logger, w *watched, value any) {
	log.Error("panic", "request_id", w.request, "type", fmt.Sprintf("%T", value), "stack", string(debug.Stack()))
	if w.status == 0 {
		fail(w, newProblem(internal, "The log has the reason under this request's id."))
	}
}

// unmatched says in our words what the mux found: no route, or other methods.
func unmatched(w http.ResponseWriter, r *http.Request, found http.Handler) {
	probe := discard{header: http.Header{}}
	found.ServeHTTP(&probe, r)
	if allow := probe.header.Get("Allow"); probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", allow)
		fail(w, newProblem(wrongMethod, "It takes %s.", allow))
		return
	}
	fail(w, newProblem(unknownRoute, "GET /openapi.yaml lists all routes."))
}

// discard keeps status and header only.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header            { return d.header }
func (d *discard) Write(data []byte) (int, error) { return len(data), nil }
func (d *discard) WriteHeader(status int)         { d.status = status }

// logRequest writes one line a request. It names no id, no archetype and nothing
// of a case; the request's id ties it to what the caller saw.
func logRequest(ctx context.Context, log *slog.Logger, w *watched, method, pattern string, took time.Duration) {
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("request_id", w.request),
		slog.String("method", verb(method)),
		slog.String("route", pattern),
		slog.Int("status", w.status),
		slog.Int64("microseconds", took.Microseconds()),
	}
	if p := w.problem; p != nil {
		attrs = append(attrs, slog.String("problem", string(p.Kind)))
		if p.Status >= http.StatusInternalServerError {
			level = slog.LevelError
			attrs = append(attrs, slog.Any("causes", causes(p.cause)))
		}
	}
	log.LogAttrs(ctx, level, "request", attrs...)
}

// verb keeps a made-up method out of the log and of the metrics.
func verb(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}
