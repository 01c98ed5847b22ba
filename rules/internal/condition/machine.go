package condition

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
)

// machineLeaf is a condition over texts and truths that runs on the expr machine.
type machineLeaf struct {
	program *vm.Program
	facts   []*Fact
	names   []string // of the facts in the program
	pool    *sync.Pool
	at      Span
}

// machine is what one run needs; it is not for concurrent use, so it comes from a pool.
type machine struct {
	vm  vm.VM
	env map[string]any
}

func newMachines() *sync.Pool {
	return &sync.Pool{New: func() any { return &machine{env: map[string]any{}} }}
}

func (l *machineLeaf) eval(v *Values) Verdict {
	for _, f := range l.facts {
		if !v.known[f.Slot] {
			return Open
		}
	}
	out, err := l.run(v.of)
	if err != nil {
		return Failed
	}
	return truth(out)
}

// run executes the program on the values that the facts have.
func (l *machineLeaf) run(value func(*Fact) Value) (bool, error) {
	m := l.pool.Get().(*machine)
	defer l.pool.Put(m)
	for i, f := range l.facts {
		m.set(l.names[i], f, value(f))
	}
	out, err := m.vm.Run(l.program, m.env)
	holds, _ := out.(bool) // the program was compiled as a bool
	return holds, err
}

// set hands a value to the machine. A text that is there already is left, because
// putting it into an interface allocates.
func (m *machine) set(name string, f *Fact, v Value) {
	switch f.Type {
	case Bool:
		m.env[name] = v.Num.Sign() != 0
		return
	case OneOf:
		i, _ := v.Num.Int64()
		v.Text = f.Values[i]
	}
	if old, ok := m.env[name].(string); !ok || old != v.Text {
		m.env[name] = v.Text
	}
}

func (l *machineLeaf) why(v *Values, yield func(Need) bool) bool {
	missing := false
	for _, f := range l.facts {
		if !v.known[f.Slot] {
			missing = true
			if !yield(Need{Fact: f, At: l.at}) {
				return false
			}
		}
	}
	if missing {
		return true
	}
	_, err := l.run(v.of)
	return err == nil || yield(Need{Problem: fmt.Sprintf("%s cannot be computed: %s", l.at.Text(), plainError(err)), At: l.at})
}

func (l *machineLeaf) reads(yield func(*Fact) bool) bool {
	for _, f := range l.facts {
		if !yield(f) {
			return false
		}
	}
	return true
}

func (l *machineLeaf) weight() int { return len(l.facts) }

// plainError is the machine's message without position and snippet.
func plainError(err error) string {
	message := err.Error()
	if located, ok := errors.AsType[*file.Error](err); ok {
		message = located.Message
	}
	first, _, _ := strings.Cut(message, "\n")
	return first
}
