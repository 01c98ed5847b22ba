package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"unicode/utf8"

	"github.com/amendsgo/amends/compensation"
)

// maxBody is the longest body that is read: that of the longest case.
const maxBody = compensation.MaxCaseSize

// readBody reads the JSON of a request, which may be empty.
func readBody(r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(r.Body)
	_, large := errors.AsType[*http.MaxBytesError](err)
	switch {
	case large:
		return nil, err
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, newProblem(tooSlow, "The whole request must arrive in time.")
	case err != nil:
		return nil, newProblem(malformed, "It ends too early.")
	case !utf8.Valid(data): // would be read as something else
		return nil, newProblem(malformed, "It is not UTF-8.")
	case len(data) == 0:
		return nil, nil
	}
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		return nil, newProblem(wrongMedia, "Say it with the header Content-Type: application/json.")
	}
	return data, nil
}

// readCase reads a case. Its faults come beside it, so that a policy can look for
// further ones.
func readCase(r *http.Request) (c compensation.Case, faults, err error) {
	data, err := readBody(r)
	if err != nil {
		return c, nil, err
	}
	c, faults = compensation.ParseCase(data)
	if !json.Valid(data) {
		return c, nil, newProblem(malformed, "%s", faults)
	}
	return c, faults, nil
}

// fields are the few values that a small body or a query gives.
type fields struct {
	values map[string]field
	faults []compensation.Fault
}

type field struct {
	text string
	kind byte // '"' a JSON text, '0' a JSON number, '?' a query's value, else how the JSON begins
}

// readFields reads a small JSON object, or nothing, which is an object without
// fields.
func readFields(r *http.Request) (*fields, error) {
	f := &fields{values: map[string]field{}}
	data, err := readBody(r)
	if err != nil || len(data) == 0 {
		return f, err
	}
	var object json.RawMessage
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, newProblem(malformed, "%s.", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, _ := decoder.Token(); token != json.Delim('{') {
		f.fault("", "is "+short(string(data)), "an object")
		return f, f.err()
	}
	for decoder.More() {
		key, _ := decoder.Token() // a text: the whole was scanned above
		name, _ := key.(string)
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			return nil, newProblem(malformed, "%s.", err)
		}
		if _, twice := f.values[name]; twice {
			f.fault(name, "is given more than once", "")
			continue
		}
		f.values[name] = fieldOf(raw)
	}
	return f, nil
}

func fieldOf(raw json.RawMessage) field {
	switch c := raw[0]; {
	case c == '"':
		var text string
		_ = json.Unmarshal(raw, &text) // a valid text
		return field{text, '"'}
	case c == '-' || c >= '0' && c <= '9':
		return field{string(raw), '0'}
	default:
		return field{string(raw), c}
	}
}

// readQuery reads the query of a request.
func readQuery(r *http.Request) (*fields, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, newProblem(invalid, "The query cannot be read: %s.", err)
	}
	f := &fields{values: map[string]field{}}
	for name, values := range query {
		f.values[name] = field{values[0], '?'}
		if len(values) > 1 {
			f.fault(name, "is given more than once", "")
		}
	}
	return f, nil
}

// text takes a text; when it is not given it is empty.
func (f *fields) text(name string) string {
	v, given := f.take(name)
	if given && v.kind != '"' && v.kind != '?' {
		f.fault(name, "is "+short(v.text), "a text in quotes")
		return ""
	}
	return v.text
}

// required takes a text that must not be empty.
func (f *fields) required(name, expected string) string {
	before := len(f.faults)
	text := f.text(name)
	if text == "" && len(f.faults) == before {
		f.fault(name, "is missing", expected)
	}
	return text
}

// number takes a whole number from least to most.
func (f *fields) number(name string, standard *int64, least, most int64) int64 {
	v, given := f.take(name)
	if !given && standard != nil {
		return *standard
	}
	expected := fmt.Sprintf("a whole number from %d to %d", least, most)
	if !given {
		f.fault(name, "is missing", expected)
		return 0
	}
	n, err := strconv.ParseInt(v.text, 10, 64)
	if err != nil || n < least || n > most || v.kind == '"' {
		f.fault(name, "is "+short(v.text), expected)
	}
	return n
}

// money takes an amount in a currency.
func (f *fields) money(name, currency string) compensation.Money {
	v, given := f.take(name)
	expected := "an amount, as 12.50 or \"12.50 " + currency + "\""
	if !given || v.text == "" {
		f.fault(name, "is missing", expected)
		return compensation.Money{}
	}
	amount, err := compensation.ParseMoney(v.text)
	if err == nil {
		amount, err = amount.In(currency)
	}
	if err != nil {
		f.fault(name, "cannot be read: "+err.Error(), expected)
	} else if amount.Minor() < 0 {
		f.fault(name, "is "+amount.String(), "an amount that is not negative")
	}
	return amount
}

func (f *fields) take(name string) (field, bool) {
	v, given := f.values[name]
	delete(f.values, name)
	if v.kind == 'n' { // null
		return field{}, false
	}
	return v, given
}

func (f *fields) fault(name, problem, expected string) {
	f.faults = append(f.faults, compensation.Fault{Fact: name, Problem: problem, Expected: expected})
}

// err reports all faults, what nobody took among them.
func (f *fields) err() error {
	for name := range f.values {
		f.fault(short(name), "is not known here", "")
	}
	return compensation.JoinFaults(invalidInput(f.faults...))
}

// short keeps what is quoted readable.
func short(text string) string {
	const longest = 60
	if runes := []rune(text[:min(len(text), 4*longest)]); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
