package condition

// Source is one expression as it stands in a policy.
type Source struct {
	Text string
	// ID is the caller's: it says where in which file Text stands.
	ID any
}

// Span is a range of runes in a source: From is included, To is not.
type Span struct {
	Source   *Source
	From, To int
}

// Text is what stands there.
func (s Span) Text() string {
	if s.Source == nil {
		return ""
	}
	runes := []rune(s.Source.Text)
	return string(runes[min(s.From, len(runes)):min(s.To, len(runes))])
}

// Fault is something wrong with a source, in the words of the policy's author.
type Fault struct {
	Code string
	Span
	Message  string
	Expected string // what would be right; may be empty
	Hint     string // what to write; may be empty
	Warning  bool   // suspicious, but it can be carried out
}
