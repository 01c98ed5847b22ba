package program

// place names a part of the policy for reasons and needs. It is written only
// when somebody reads it.
type place struct{ name, part string }

// named is a place with a name of its own.
func named(name string) place { return place{name: name} }

func (p place) String() string {
	if p.part == "" {
		return p.name
	}
	return p.name + " " + p.part
}
