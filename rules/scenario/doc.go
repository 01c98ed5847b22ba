// Package scenario runs the files in which the authors of a policy say what it
// should do: a case, and what they want to come of it.
//
//	policy: hosting.yaml
//	base:
//	  case: {date: 2026-05-03}
//	  order: {price: 100}
//	scenarios:
//	  - name: a bad month
//	    case: {sla: {uptime: 94.99}}
//	    want: {value: 100, rules: [below-95]}
//
// [Load] reads a file and reports every fault of it at once. [Suite.Run]
// decides each scenario and compares only what its want names; [Test] does the
// same as subtests of a Go test. Amounts are compared exactly, and every result
// comes in the order of the file.
package scenario
