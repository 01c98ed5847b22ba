package scenario

import (
	"cmp"
	"fmt"
	"slices"
)

// Update writes what came over what was wanted, in the text of the file and of
// its sheets: everything else, comments and order too, stays as it is. It returns
// the changed files by name, and the differences that cannot be written there:
// an error that nobody wanted, or a value that several scenarios share. Nothing
// is written to disk.
func (s *Suite) Update(r *Results) (files map[string][]byte, left []Difference, err error) {
	edits := map[string][]edit{}
	for i := range r.List {
		for _, d := range r.List[i].Differences {
			e, ok := offsets{s.sources[d.At.File]}.edit(d)
			if !ok {
				left = append(left, d)
				continue
			}
			edits[d.At.File] = append(edits[d.At.File], e)
		}
	}
	files = map[string][]byte{}
	for name, list := range edits {
		text := s.sources[name].String()
		changed, conflicts := apply(text, list)
		left = append(left, conflicts...)
		if changed != text {
			files[name] = []byte(changed)
		}
	}
	return files, left, s.readsBack(files)
}

// edit is a piece of text that takes the place of another.
type edit struct {
	extent
	text       string
	difference Difference
}

func (o offsets) edit(d Difference) (e edit, ok bool) {
	if d.instead == "" {
		return edit{}, false
	}
	e = edit{text: d.instead, difference: d}
	if d.cell.sheet {
		e.extent, ok = o.field(d.cell.Node)
		return e, ok
	}
	e.extent, ok = o.value(d.cell.Node)
	if ok && e.from > 0 && o.String()[e.from-1] == ':' {
		e.text = " " + e.text // a value of several lines moves beside its key
	}
	return e, ok
}

// apply carries out edits. Two that want the same place for different texts are
// conflicts, and neither is carried out.
func apply(text string, edits []edit) (changed string, conflicts []Difference) {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	done := 0
	for i := 0; i < len(edits); {
		e, j, same := edits[i], i+1, true
		for ; j < len(edits) && edits[j].from == e.from; j++ {
			same = same && edits[j].text == e.text
		}
		if same {
			changed += text[done:e.from] + e.text
			done = e.to
		} else {
			for _, e := range edits[i:j] {
				conflicts = append(conflicts, e.difference)
			}
		}
		i = j
	}
	return changed + text[done:], conflicts
}

// readsBack makes sure that changed files still hold the same scenarios.
func (s *Suite) readsBack(files map[string][]byte) error {
	again, err := load(func(name string) ([]byte, error) {
		if data, changed := files[name]; changed {
			return data, nil
		}
		return []byte(s.sources[name].String()), nil
	}, s.File)
	if err != nil {
		return fmt.Errorf("%s would not read back: %w", s.File, err)
	}
	same := slices.EqualFunc(s.Scenarios, again.Scenarios, func(a, b *Scenario) bool { return a.Name == b.Name && len(a.wants) == len(b.wants) })
	if !same {
		return fmt.Errorf("%s would not read back as the same scenarios", s.File)
	}
	return nil
}
