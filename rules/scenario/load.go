package scenario

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// readFile opens what a suite names: sheets and the policy.
type readFile func(name string) ([]byte, error)

// Load reads a file of scenarios and the sheets it names. A policy and sheets
// are looked up beside the file, inside fsys. Faults come all at once, as a
// *[rules.Error]; a file that cannot be read is the error of fsys.
func Load(fsys fs.FS, name string) (*Suite, error) {
	return load(func(name string) ([]byte, error) { return fs.ReadFile(fsys, name) }, name)
}

// Open is [Load] for a file of the operating system, which may name policies
// and sheets anywhere.
func Open(name string) (*Suite, error) {
	return load(func(name string) ([]byte, error) { return os.ReadFile(filepath.FromSlash(name)) }, filepath.ToSlash(name))
}

func load(read readFile, name string) (*Suite, error) {
	data, err := read(name)
	if err != nil {
		return nil, err
	}
	f := &file{
		reader: &reader{file: name, sources: map[string]lines.Text{name: lines.YAML(string(data))}},
		suite:  &Suite{File: name, read: read},
		names:  map[string]int{},
	}
	f.load(data)
	f.suite.sources, f.suite.base, f.suite.budget = f.sources, f.base, f.budget
	if err := f.err(); err != nil {
		return nil, err
	}
	return f.suite, nil
}

// beside resolves a name that stands in the file: relative names start from its folder.
func (f *file) beside(name string) string {
	if path.IsAbs(name) || strings.HasPrefix(filepath.VolumeName(name), `\`) {
		return path.Clean(name)
	}
	return path.Join(path.Dir(f.suite.File), name)
}
