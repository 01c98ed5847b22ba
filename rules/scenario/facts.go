package scenario

import "gopkg.in/yaml.v3"

// facts reads a case in the shape of JSON: groups of facts, in which
// {sla: {uptime: 99}} is the fact sla.uptime.
func (r *reader) facts(c cell, what string) []fact {
	var list []fact
	seen := map[string]int{}
	r.mapping(c, what, nil, func(key, value cell) { list = r.flatten(key, value, key.Value, list, seen) })
	return list
}

func (r *reader) flatten(key, value cell, name string, list []fact, seen map[string]int) []fact {
	switch value.Kind {
	case yaml.MappingNode:
		for inner, below := range value.keys() {
			list = r.flatten(inner, below, name+"."+inner.Value, list, seen)
		}
		return list
	case yaml.SequenceNode:
		r.fault(value, badShape, "", "%s is a list; a fact is one value", name)
		return list
	default:
		if line, twice := seen[name]; twice {
			r.fault(key, badKey, "keep one of the two", "%s stands twice in this case, first on line %d", name, line)
		}
		seen[name] = key.Line
		return append(list, fact{name, key.place(), r.scalar(value, name)})
	}
}

// merge lays the facts of later lists over those of earlier ones.
func merge(lists ...[]fact) []fact {
	var merged []fact
	at := map[string]int{}
	for _, list := range lists {
		for _, f := range list {
			if i, known := at[f.name]; known {
				merged[i] = f
				continue
			}
			at[f.name] = len(merged)
			merged = append(merged, f)
		}
	}
	return merged
}
