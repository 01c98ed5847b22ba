// Command table reads the output of the benchmarks and writes them as tables of
// ratios to native Go into the file that it is given, between its two marks.
package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	into := flag.String("into", "README.md", "the file that has the marks")
	flag.Parse()
	if err := run(os.Stdin, *into); err != nil {
		log.Fatal("table: ", err)
	}
}

const from, to = "<!-- figures -->\n", "<!-- end of figures -->"

func run(output io.Reader, name string) error {
	list, err := read(output)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	start, end := bytes.Index(text, []byte(from)), bytes.Index(text, []byte(to))
	if start < 0 || end < start {
		return errors.New(name + " has lost its marks")
	}
	var out bytes.Buffer
	out.Write(text[:start])
	out.WriteString(from)
	write(&out, list)
	out.Write(text[end:])
	return os.WriteFile(name, out.Bytes(), 0o600)
}
