package scenario

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// Suite is a file of scenarios.
type Suite struct {
	// File is the name that the suite was loaded by.
	File string
	// Policy is the policy that the file names, resolved beside the file; empty if it names none.
	Policy string
	// Scenarios holds the lists and tables of the file, in its order.
	Scenarios []*Scenario

	named   string // the policy, as the file names it
	base    []fact // common to all scenarios
	budget  *budget
	read    readFile
	sources map[string]lines.Text // the file and its sheets, for -update
}

// Scenario is a case and what is wanted of it.
type Scenario struct {
	// Name is unique in its file; rows of a table are "table/row 1".
	Name string
	// At is where the scenario stands.
	At Place
	// Skip is the reason why it is not run; empty if it is.
	Skip string

	facts   []fact // base, then table, then the scenario: later ones win
	time    text   // of the decision
	budget  *budget
	ask     text
	wants   []want
	wanting bool // it has a want, be it a faulty one
}

// Place is a position in a file; lines and columns count from 1.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Col  int    `json:"col"`
}

func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// text is a scalar exactly as it is written, and where.
type text struct {
	value string
	at    Place
	given bool
}

// fact is one fact of a case under its dotted name, and where it is named. A
// fact that is not given takes away what the base says.
type fact struct {
	name  string
	named Place
	text
}

// budget is what the pool and the caps have left; with none, no budget is asked.
type budget struct {
	at   Place
	none bool
	left []fact // "pool", or the id of a cap
}

// cell is a node of YAML, or a cell of a sheet in the same shape.
type cell struct {
	file string
	*yaml.Node
	sheet bool
}

func (c cell) place() Place { return Place{c.file, c.Line, c.Column} }

// absent is true of an empty value and of null.
func (c cell) absent() bool { return c.Kind == yaml.ScalarNode && c.ShortTag() == "!!null" }
