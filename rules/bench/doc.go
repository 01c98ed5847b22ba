// Package bench holds this library beside other ways to answer the same
// question: which of a policy's rules match a case, and which of them gives most.
// It is a module of its own, so that no user of the library downloads the others.
// README.md has the figures and the command that measures them.
//
// The rooms: sample draws policies and cases, native holds them as generated Go,
// table turns the output of the benchmarks into the table of README.md. Each
// contestant is one file here, and all must agree before any is timed.
package bench
