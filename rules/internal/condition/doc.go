// Package condition reads the expressions of a policy, conditions and amounts,
// and brings them into the form that everything else works on.
//
// A source goes through these steps, each in files of its own:
//
//	read       tokens, bounds, the syntax tree of expr     (read.go, span.go)
//	check      types, units, constants; all faults at once (check*.go)
//	formula    and, or, atoms `fact ∈ set`, opaque leaves  (formula.go, set.go)
//	term       exact arithmetic                            (term.go)
//	evaluation three-valued, by walking the form           (condition.go, amount.go)
//
// Faults are told in the words of the policy's author, with the exact place.
package condition
