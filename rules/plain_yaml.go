package rules

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// plainDocument reads the plain YAML in which policies are written, several times as
// fast as the YAML library: blocks of keys and items, flow collections and scalars
// within a line, comments. It gives the library's tree, as far as the loader looks at
// it: kinds, styles, values and places. It is nil for any other text, which
// goes through the library, and so for all that is faulty.
func plainDocument(text string) *node {
	if !plainText(text) {
		return nil
	}
	p := &plainReader{text: text}
	p.advance(0)
	if p.first == len(text) || p.indent != 0 || p.dash() {
		return nil
	}
	root := p.mapping(0, 1)
	if p.odd || p.first < len(text) {
		return nil
	}
	return root
}

// plainText tells whether a text has no character that ends a line, or that may not
// stand in YAML, but the usual line feed.
func plainText(text string) bool {
	for i := 0; i < len(text); i++ {
		b := text[i]
		if b >= ' ' && b < 0x7f {
			continue
		}
		if b < ' ' && b != '\n' || b == 0x7f || b == 0xef || b == 0xc2 && text[i+1] < 0xa0 ||
			b == 0xe2 && text[i+1] == 0x80 && (text[i+2] == 0xa8 || text[i+2] == 0xa9) {
			return false
		}
	}
	return true
}

// plainReader goes through the lines. What it stands at is a line with content.
type plainReader struct {
	text   string
	start  int // of the line
	first  int // of its content; the end of the text behind the last
	indent int
	line   int
	depth  int
	odd    bool // no plain YAML: what is read is of no use

	seen, column int // an offset within the line, and the runes before it
	values       nodes
	others       nodes   // keys and collections, which nobody needs once the policy is loaded
	parts        []*node // of the collections that are being read
	room         []*node // for those of the others
}

// advance goes to the first line with content from an offset on, which is the
// beginning of a line.
func (p *plainReader) advance(at int) {
	for {
		p.line++
		p.start, p.seen, p.column = at, at, 0
		for at < len(p.text) && p.text[at] == ' ' {
			at++
		}
		p.first, p.indent = at, at-p.start
		if at == len(p.text) {
			return
		}
		if p.text[at] != '\n' && p.text[at] != '#' {
			break
		}
		end := strings.IndexByte(p.text[at:], '\n')
		if end < 0 {
			p.first = len(p.text)
			return
		}
		at += end + 1
	}
	if p.indent == 0 && (strings.HasPrefix(p.text[at:], "---") || strings.HasPrefix(p.text[at:], "...") || p.text[at] == '%') {
		p.odd = true
	}
}

// finish passes the rest of a line, which may only be a comment.
func (p *plainReader) finish(at int) {
	blank := at
	for at < len(p.text) && p.text[at] == ' ' {
		at++
	}
	if at < len(p.text) && p.text[at] == '#' && at > blank {
		if end := strings.IndexByte(p.text[at:], '\n'); end >= 0 {
			at += end
		} else {
			at = len(p.text)
		}
	}
	switch {
	case at == len(p.text):
		p.first = at
	case p.text[at] == '\n':
		p.advance(at + 1)
	default:
		p.odd = true
	}
}

// empty tells whether nothing but a comment stands in the line from here on.
func (p *plainReader) empty(at int) bool {
	rest := strings.TrimLeft(p.text[at:], " ")
	return rest == "" || rest[0] == '\n' || rest[0] == '#' && len(rest) < len(p.text)-at
}

// dash tells whether the line begins an item.
func (p *plainReader) dash() bool {
	return p.text[p.first] == '-' && (p.first+1 == len(p.text) || p.text[p.first+1] == ' ' || p.text[p.first+1] == '\n')
}

// block is the collection that begins in the line.
func (p *plainReader) block() *node {
	if p.dash() {
		return p.sequence()
	}
	return p.mapping(p.indent, p.line)
}

// deeper guards the stack: false when the collections are nested too deep.
func (p *plainReader) deeper() bool {
	const most = 100
	p.depth++
	p.odd = p.odd || p.depth > most
	return !p.odd
}

// mapping reads keys that stand at the indent. The first stands in the given line,
// where the indent may hold the dash of an item.
func (p *plainReader) mapping(indent, line int) *node {
	n := p.node(&p.others, yaml.MappingNode, 0, "", p.start+indent)
	at, before := p.start+indent, len(p.parts)
	for p.deeper() {
		key, end := p.key(at)
		if p.odd {
			break
		}
		value := p.valueOf(indent, end)
		p.parts = append(p.parts, key, value)
		p.depth--
		if p.odd || p.first == len(p.text) || p.indent < indent {
			return p.collect(n, before)
		}
		if p.indent > indent || p.dash() || p.line == line {
			break
		}
		at = p.first
	}
	p.odd = true
	return nil
}

// valueOf is what stands behind the colon of a key at an indent.
func (p *plainReader) valueOf(indent, at int) *node {
	if !p.empty(at) {
		return p.inline(at)
	}
	p.finish(at)
	if p.odd || p.first == len(p.text) || p.indent < indent || p.indent == indent && !p.dash() {
		p.odd = true // no value at all
		return nil
	}
	return p.block()
}

// sequence reads items whose dashes stand at the indent of the line.
func (p *plainReader) sequence() *node {
	indent, before := p.indent, len(p.parts)
	n := p.node(&p.others, yaml.SequenceNode, 0, "", p.first)
	for p.deeper() {
		item := p.item()
		p.parts = append(p.parts, item)
		p.depth--
		if p.odd || p.first == len(p.text) || p.indent < indent || p.indent == indent && !p.dash() {
			return p.collect(n, before)
		}
		if p.indent > indent {
			break
		}
	}
	p.odd = true
	return nil
}

func (p *plainReader) item() *node {
	at := p.first + 1
	if p.empty(at) {
		p.odd = true
		return nil
	}
	for p.text[at] == ' ' {
		at++
	}
	if p.keyed(at) {
		return p.mapping(at-p.start, p.line)
	}
	return p.inline(at)
}

// keyed tells whether a key stands here, and not a value.
func (p *plainReader) keyed(at int) bool {
	switch p.text[at] {
	case '{', '[':
		return false
	case '"', '\'':
		end := p.quoted(at)
		return end < len(p.text) && p.text[end] == ':'
	}
	_, end := p.plain(at, false)
	return end < len(p.text) && p.text[end] == ':'
}
