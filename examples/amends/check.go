package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/amendsgo/amends/rules"
	"github.com/amendsgo/amends/rules/scenario"
)

// check tells what is wrong with policies and files of scenarios.
func (c *command) check(args []string) int {
	set := c.flags("check", "FILE-OR-FOLDER...")
	asJSON := set.Bool("json", false, "write the diagnostics as JSON")
	strict := set.Bool("strict", false, "count warnings as faults")
	names, exit, ok := parse(set, args)
	if !ok {
		return exit
	}
	if len(names) == 0 {
		set.Usage()
		return broken
	}
	files, err := yamlFiles(names)
	if err != nil {
		return c.fail(err)
	}
	found := []rules.Diagnostic{}
	for _, name := range files {
		diagnostics, err := checkFile(name)
		if err != nil {
			return c.fail(err)
		}
		found = append(found, diagnostics...)
	}
	errs, warnings := tally(found)
	if *asJSON {
		if exit := c.json(found); exit != sound {
			return exit
		}
	} else {
		fmt.Fprint(c.out, rules.Render(found))
		if len(found) > 0 {
			fmt.Fprintln(c.out)
		}
		fmt.Fprintf(c.out, "%s checked: %s, %s\n", plural(len(files), "file"), plural(errs, "error"), plural(warnings, "warning"))
	}
	if errs > 0 || *strict && warnings > 0 {
		return faulty
	}
	return sound
}

// ofScenarios tells a file of scenarios from a policy.
var ofScenarios = regexp.MustCompile(`(?m)^scenarios:`)

// checkFile loads a policy, or a file of scenarios with the policy that it names.
func checkFile(name string) ([]rules.Diagnostic, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var policy *rules.Policy
	if ofScenarios.Match(data) {
		var suite *scenario.Suite
		if suite, err = scenario.Open(name); err == nil {
			err = suite.Check(nil)
		}
	} else if policy, err = rules.Parse(name, data); err == nil {
		return policy.Warnings(), nil
	}
	if invalid, ok := errors.AsType[*rules.Error](err); ok {
		return invalid.Diagnostics, nil
	}
	return nil, err
}

// yamlFiles replaces folders by the YAML files below them.
func yamlFiles(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, name)
			continue
		}
		before := len(files)
		err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
			if ext := filepath.Ext(path); err == nil && !entry.IsDir() && (ext == ".yaml" || ext == ".yml") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(files) == before {
			return nil, fmt.Errorf("%s holds no .yaml file", name)
		}
	}
	return files, nil
}

func tally(found []rules.Diagnostic) (errs, warnings int) {
	for _, d := range found {
		if d.Severity == rules.SeverityWarning {
			warnings++
		} else {
			errs++
		}
	}
	return errs, warnings
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, strings.TrimSuffix(noun, "s"))
}
