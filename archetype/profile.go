package archetype

// Profile is what to know about a kind of client while they are on the phone.
type Profile struct {
	Kind      Kind     `json:"kind"`
	Name      string   `json:"name"`       // for people: "Know-it-all"
	Signs     []string `json:"signs"`      // how it shows
	Approach  []string `json:"approach"`   // what works
	Avoid     []string `json:"avoid"`      // what makes it worse
	Steps     []Step   `json:"steps"`      // the plan, in the order that suits them
	MayChange []string `json:"may_change"` // what the archetype may change about a remedy; never what is owed
}

// Profile returns the kind's page of the catalogue; the caller owns it. The
// zero Kind, and any other that is not valid, has the zero Profile.
func (k Kind) Profile() Profile {
	switch k {
	case Furious:
		return furious()
	case EvenTempered:
		return evenTempered()
	case Quiet:
		return quiet()
	case Key:
		return key()
	case KnowItAll:
		return knowItAll()
	case Entitled:
		return entitled()
	case Whiny:
		return whiny()
	case Negativist:
		return negativist()
	case Unknown:
		return unknown()
	default:
		return Profile{}
	}
}
