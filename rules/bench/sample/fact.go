package sample

// Type is what kind of value a fact has.
type Type uint8

// The types.
const (
	Int    Type = iota
	Number      // in hundredths
	Money       // in cents
	OneOf       // as the index in Values
	Bool        // 0 or 1
)

// Fact is a value of a case. All its values are drawn equally often.
type Fact struct {
	Name      string // dotted, as in a policy
	Type      Type
	Low, High int64 // of a number: the least and the greatest value
	Step      int64 // of a number: a threshold is Low plus a multiple of it
	Values    []string
	Own       bool // the policy declares it, the library does not know it
}

// count is how many values the fact has.
func (f *Fact) count() int64 {
	switch f.Type {
	case OneOf:
		return int64(len(f.Values))
	case Bool:
		return 2
	default:
		return f.High - f.Low + 1
	}
}

// The facts by their place in [Case] and [Facts], coarse ones first.
const (
	Asked = iota
	Fixable
	Tier
	Severity
	Failure
	Repeats
	Responsibility
	Kind
	Region
	Tenure
	Duration
	Uptime
	AnnualValue
	Price
	factCount
)

// Facts are what the policies read.
func Facts() []Fact {
	return []Fact{
		Asked:    {Name: "client.asked", Type: Bool},
		Fixable:  {Name: "incident.fixable", Type: Bool},
		Tier:     {Name: "client.tier", Type: OneOf, Values: []string{"basic", "silver", "gold", "platinum"}},
		Severity: {Name: "incident.severity", Type: Int, Low: 1, High: 5, Step: 1},
		Failure: {
			Name: "incident.failure", Type: OneOf,
			Values: []string{"service", "goods", "money", "attention", "unknown"},
		},
		Repeats: {Name: "incident.repeats", Type: Int, Low: 0, High: 5, Step: 1},
		Responsibility: {
			Name: "incident.responsibility", Type: OneOf,
			Values: []string{"ours", "shared", "third_party", "client", "nobody", "unknown"},
		},
		Kind: {
			Name: "incident.kind", Type: OneOf,
			Values: []string{"outage", "delay", "defect", "billing", "loss", "conduct", "quality", "access"},
		},
		Region: {
			Name: "order.region", Type: OneOf, Own: true,
			Values: []string{"at", "bg", "de", "es", "fr", "gr", "hr", "hu", "it", "pl", "ro", "si"},
		},
		Tenure:      {Name: "client.tenure_months", Type: Int, Low: 0, High: 119, Step: 3},
		Duration:    {Name: "incident.duration_minutes", Type: Int, Low: 0, High: 2879, Step: 15},
		Uptime:      {Name: "sla.uptime", Type: Number, Low: 90_00, High: 100_00, Step: 5, Own: true},
		AnnualValue: {Name: "client.annual_value", Type: Money, Low: 0, High: 20_000_00, Step: 100_00},
		Price:       {Name: "order.price", Type: Money, Low: 5_00, High: 2_000_00, Step: 5_00},
	}
}
