// Package condition reads the expressions of a policy, conditions and amounts,
// and brings them into the form that everything else works on.
//
// A source goes through these steps, each in files of its own:
//
//	read       tokens, bounds, the syntax tree of expr     (read.go, plain*.go, range.go)
//	check      types, units, constants; all faults at once (check*.go, define.go)
//	formula    and, or, atoms `fact ∈ set`, opaque leaves  (node.go, set.go)
//	term       exact arithmetic                            (term.go)
//	evaluation three-valued, by walking the form           (eval.go, term_eval.go)
//
// From the formula come, each by its own way:
//
//	normal     products with one set a fact                (normal.go, relate.go)
//	index      which of many conditions hold               (cover.go, column.go, group.go, index.go, match.go)
//	explain    every part with its verdict; what would change it (explain.go, change.go, settle.go)
//
// Faults are told in the words of the policy's author, with the exact place.
package condition
