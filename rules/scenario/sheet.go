package scenario

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/amendsgo/amends/rules/internal/lines"
)

// sheet reads the rows of a table from a CSV file: the header names the
// columns, and an empty cell is absent.
func (t *table) sheet(c cell) {
	name := t.scalar(c, "csv")
	if !name.given {
		t.fault(c, badTable, "", "csv names no file")
		return
	}
	path := t.beside(name.value)
	data, err := t.suite.read(path)
	if err != nil {
		t.fault(c, badTable, "the name is relative to the folder of this file", "the sheet cannot be read: %v", err)
		return
	}
	source := lines.CSV(string(data))
	t.sources[path] = source
	if !t.readable(path, badTable) {
		return
	}
	rows := csv.NewReader(strings.NewReader(strings.TrimPrefix(source.String(), mark)))
	rows.FieldsPerRecord = -1 // a row of another length is reported with its number
	for header := true; ; header = false {
		record, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.sheetError(path, err)
			return
		}
		cells := make([]cell, len(record))
		for i, value := range record {
			line, before := rows.FieldPos(i)
			cells[i] = sheetCell(path, line, columnOf(source, line, before), strings.TrimSpace(value))
		}
		if header {
			for _, column := range cells {
				t.column(column)
			}
			continue
		}
		t.row(cells[0], cells)
	}
	if t.count == 0 {
		t.fault(c, badTable, "the first line names the columns; each line after it is a scenario", "the sheet %s has no rows", path)
	}
}

// mark is what some programs put at the beginning of a file in UTF-8.
const mark = "\ufeff"

// columnOf counts letters where the reader of CSV, which does not see the mark, counts
// bytes.
func columnOf(source lines.Text, line, bytes int) int {
	text := source.Line(line)
	if line == 1 && strings.HasPrefix(text, mark) {
		bytes += len(mark)
	}
	return utf8.RuneCountInString(text[:min(bytes-1, len(text))]) + 1
}

// sheetCell gives a cell of a sheet the shape of a YAML scalar.
func sheetCell(file string, line, column int, value string) cell {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Line: line, Column: column}
	if value == "" {
		node.Tag = "!!null"
	}
	return cell{file, node, true}
}

func (t *table) sheetError(path string, err error) {
	at := cell{file: path, Node: &yaml.Node{Line: 1, Column: 1}}
	message := err.Error()
	if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
		at.Line, at.Column, message = wrong.Line, columnOf(t.sources[path], wrong.Line, wrong.Column), wrong.Err.Error()
	}
	t.fault(at, badTable, "a cell that holds a comma or a quote is written in quotes, and a quote inside it twice", "this is not CSV: %s", message)
}
