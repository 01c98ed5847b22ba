package rules

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// inline is a value that ends with the line.
func (p *plainReader) inline(at int) *node {
	for p.text[at] == ' ' {
		at++
	}
	n, end := p.value(at, false)
	if !p.odd {
		p.finish(end)
	}
	return n
}

// value is a scalar or a flow collection, and the offset behind it.
func (p *plainReader) value(at int, flow bool) (*node, int) {
	switch p.text[at] {
	case '{':
		return p.flow(at, yaml.MappingNode, '}')
	case '[':
		return p.flow(at, yaml.SequenceNode, ']')
	}
	n, end := p.scalar(&p.values, at, flow)
	return n, end
}

// key is a scalar with a colon behind it, and the offset behind that.
func (p *plainReader) key(at int) (*node, int) {
	const most = 1000 // the library has a bound of about that
	n, end := p.scalar(&p.others, at, false)
	if p.odd || end+1 > len(p.text) || p.text[end] != ':' || end-at > most {
		p.odd = true
		return nil, at
	}
	if end++; end < len(p.text) && p.text[end] != ' ' && p.text[end] != '\n' {
		p.odd = true
	}
	return n, end
}

func (p *plainReader) scalar(room *nodes, at int, flow bool) (*node, int) {
	switch p.text[at] {
	case '"', '\'':
		end := p.quoted(at)
		if p.odd {
			return nil, at
		}
		style, text := yaml.DoubleQuotedStyle, p.text[at+1:end-1]
		if p.text[at] == '\'' {
			style, text = yaml.SingleQuotedStyle, strings.ReplaceAll(text, "''", "'")
		}
		return p.node(room, yaml.ScalarNode, style, text, at), end
	}
	text, end := p.plain(at, flow)
	if text == "" {
		p.odd = true
		return nil, at
	}
	return p.node(room, yaml.ScalarNode, 0, text, at), end
}

// quoted is the offset behind a quoted scalar.
func (p *plainReader) quoted(at int) int {
	quote := p.text[at]
	for at++; at < len(p.text); at++ {
		switch b := p.text[at]; {
		case b == '\n', b == '\\' && quote == '"':
			p.odd = true
			return at
		case b != quote:
		case quote == '\'' && at+1 < len(p.text) && p.text[at+1] == '\'':
			at++
		default:
			return at + 1
		}
	}
	p.odd = true
	return at
}

// plain is a scalar without quotes and the offset behind it: where a comment, the colon
// of a key, a flow indicator or the end of the line is. It is empty where none may begin.
func (p *plainReader) plain(at int, flow bool) (string, int) {
	next := byte('\n')
	if at+1 < len(p.text) {
		next = p.text[at+1]
	}
	if b := p.text[at]; strings.IndexByte("?:,[]{}#&*!|>'\"%@`\n", b) >= 0 || b == '-' && (next == ' ' || next == '\n' || flow) && !digitByte(next) {
		return "", at
	}
	end := at // behind the last character that is no blank
	for i := at; i < len(p.text); i++ {
		switch p.text[i] {
		case '\n':
			return p.text[at:end], end
		case ' ':
			continue
		case '#':
			if p.text[i-1] == ' ' {
				return p.text[at:end], end
			}
		case ':':
			if i+1 == len(p.text) || p.text[i+1] == ' ' || p.text[i+1] == '\n' {
				p.odd = p.odd || end < i // blanks before the colon
				return p.text[at:end], end
			}
			if flow {
				p.odd = true
				return "", at
			}
		case ',', ']', '}':
			if flow {
				return p.text[at:end], end
			}
		case '?', '[', '{':
			if flow {
				p.odd = true
				return "", at
			}
		}
		end = i + 1
	}
	return p.text[at:end], end
}

func digitByte(b byte) bool { return '0' <= b && b <= '9' }

// flow is { } or [ ] within a line, and the offset behind it.
func (p *plainReader) flow(at int, kind yaml.Kind, closing byte) (*node, int) {
	n, before := p.node(&p.others, kind, yaml.FlowStyle, "", at), len(p.parts)
	at = p.blanks(at + 1)
	if p.at(at) == closing {
		return n, at + 1
	}
	for p.deeper() {
		if kind == yaml.MappingNode {
			var key *node
			if key, at = p.flowKey(at); p.odd {
				break
			}
			p.parts = append(p.parts, key)
		}
		if p.at(at) == '\n' {
			break
		}
		var value *node
		if value, at = p.value(at, true); p.odd {
			break
		}
		p.parts = append(p.parts, value)
		at = p.blanks(at)
		p.depth--
		switch p.at(at) {
		case closing:
			return p.collect(n, before), at + 1
		case ',':
			at = p.blanks(at + 1)
			if c := p.at(at); c == closing || c == ',' || c == '\n' {
				p.odd = true
				return nil, at
			}
			continue
		}
		break
	}
	p.odd = true
	return nil, at
}

// flowKey is a key in { }, and the offset of its value.
func (p *plainReader) flowKey(at int) (*node, int) {
	if p.at(at) == '\n' {
		p.odd = true
		return nil, at
	}
	n, end := p.scalar(&p.others, at, true)
	if p.odd || p.at(end) != ':' || p.at(end+1) != ' ' || end-at > 1000 {
		p.odd = true
		return nil, at
	}
	return n, p.blanks(end + 1)
}

// at is the byte there; a line feed behind the end.
func (p *plainReader) at(at int) byte {
	if at < len(p.text) {
		return p.text[at]
	}
	return '\n'
}

func (p *plainReader) blanks(at int) int {
	for p.at(at) == ' ' {
		at++
	}
	return at
}
