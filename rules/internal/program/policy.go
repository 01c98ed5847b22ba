// Package program is the compiled policy: what the loader of package rules
// builds from YAML, and the arithmetic that carries it out.
//
// The loader fills the types of this file and has checked everything that can
// be checked without a case; Plan and Conclude then only fail by data. Facts come in as
// condition.Values, so nothing here reads a case.
package program

import (
	"sync"
	"time"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
	"github.com/amendsgo/amends/compensation/ledger"
	"github.com/amendsgo/amends/rules/internal/condition"
	"github.com/amendsgo/amends/rules/internal/exact"
)

// Policy is a whole policy, immutable once loaded.
type Policy struct {
	ID         compensation.PolicyID
	Currency   string
	Digits     int // of the currency's minor unit
	Rounding   exact.Mode
	Zone       *time.Location
	Scope      *condition.Scope // all facts, rates and definitions
	Archetypes []ArchetypeLine
	Lanes      []Lane
	Limits     []Limit
	Budget     *Budget // nil: none
	Approval   []ApprovalLine
	Response   []ResponseLine

	index  *condition.Index // of all rules, lane after lane; set by Link
	slots  int              // how many facts there are; set by Link
	spans  []Span           // by slot; set by Link
	values sync.Pool        // of *condition.Values
	runs   sync.Pool        // of *run

	facts   wellKnown          // set by Link
	plans   [][]string         // words of each archetype's plan, in the order of its fact's values; set by Link
	nothing compensation.Money // in the policy's currency; set by Link
	lasting bool               // the response hangs on no total; set by Link
}

// ArchetypeLine tells the archetype when the case does not say it.
type ArchetypeLine struct {
	Kind archetype.Kind
	When *condition.Condition
	Name string // "archetypes[1]", counted from 1, for reasons
}

// Lane is rules that compete; across lanes awards add up.
type Lane struct {
	Name     string
	Owed     bool
	Pick     Pick
	Rules    []Rule
	Adjust   []Factor
	Deduct   []Deduction
	AtLeast  *Sum
	AtMost   *Sum
	PayFrom  *Sum
	PayAbove *Sum

	shadows bool // among the rules; set by Link
}

// Pick says which of the matching rules of a lane give.
type Pick uint8

// The picks.
const (
	Best Pick = iota
	First
	All
	One
)

// Rule is one rule. When holds everything that must hold: the lane's when and
// unless, the rule's own, and the window from/until on incident.date.
type Rule struct {
	ID      string
	When    *condition.Condition
	Shadow  bool
	Choice  bool   // the steps are a choice, not a ladder; always so in an owed lane when there is a list
	Ladder  bool   // give is a list and not a choice
	Steps   []Step // at least one
	Because string

	line  compensation.RuleTrace // of the trace, without what hangs on the case; set by Link
	plain []plain                // what the first step is worth; nil if that is not so simple; set by Link
}

// Step is remedies given together.
type Step []Remedy

// Remedy is one thing given. Value is nil for an apology alone; a redo or a
// replacement without amount has order.price, a free_service one order.price a period.
type Remedy struct {
	Kind        compensation.RemedyKind
	Value       *Sum
	Percent     string            // as written, for the reader; empty unless the value is a percentage of order.price
	Times       *condition.Amount // nil: 1
	Periods     *condition.Amount // nil: 1
	PeriodsText string            // as written; empty if not given (free_service: "1")
	AtLeast     *Sum              // never on whole kinds
	AtMost      *Sum
	Cost        *Sum // nil: value × the budget's share of the kind
	Form        string
	Note        string
	ValidDays   *condition.Amount
	DueDays     *condition.Amount
	DueWorkdays *condition.Amount

	isSum bool       // Kind.IsSum; set by Link
	share *exact.Num // of the value that the budget says it costs; nil: all; set by Link
}

// Sum is an amount of money: an expression, or a percentage of one.
type Sum struct {
	Amount  *condition.Amount // money; nil when Percent is set
	Percent *condition.Amount // number
	Of      *condition.Amount // money

	first *Sum // of those of the rule that are the same, where it values a remedy; set by Link
}

// Factor multiplies what a lane gives while its condition holds.
type Factor struct {
	ID    string // given, else "adjust[1]"
	When  *condition.Condition
	Times *condition.Amount
}

// Deduction is an earlier lane (its index) or, with Fact, a money fact.
type Deduction struct {
	Lane int
	Fact *condition.Amount
	Name string // as written
}

// Limit bounds the whole award, or what it gives of one kind.
type Limit struct {
	ID     string                  // given, else "limits[1]"
	Remedy compensation.RemedyKind // empty: all
	AtMost *Sum
}

// Budget says who pays and how much may be spent.
type Budget struct {
	RiskShare exact.Num // 0.03 for 3 %
	Pool      []PoolPart
	Caps      []Cap
	Cost      map[compensation.RemedyKind]exact.Num // share of the value; 0.3 for 30 %; absent: 1
	IfShort   compensation.IfShort
}

// PoolPart is literal text or, with Fact, that fact's value.
type PoolPart struct {
	Text string
	Fact *condition.Fact
}

// Cap is a further ceiling: money (AtMost) or a number of awards (Count).
type Cap struct {
	ID     string // given, else "caps[1]"
	Per    []*condition.Fact
	Every  ledger.Every
	AtMost *Sum              // nil: Count
	Count  *condition.Amount // number
}

// ApprovalLine asks for somebody's consent. The last that holds names who.
type ApprovalLine struct {
	ID   string // given, else "approval[1]"
	When *condition.Condition
	By   string

	approval compensation.Approval // what the line says; set by Link
}

// ResponseLine adds to the plan of the archetype.
type ResponseLine struct {
	ID       string               // "response[1]"
	When     *condition.Condition // nil: always
	Do       []string
	FollowUp string

	plans [][]string // of each archetype, with the line's own steps; set by Link
}
