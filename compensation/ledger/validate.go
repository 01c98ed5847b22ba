package ledger

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names and ids are kept as keys of databases, whose indexes take rows of a few
// kilobytes at most.
const (
	maxName   = 500 // bytes of a name, id or content
	maxPeriod = 32
	maxUnit   = 16
	maxDraws  = 100
)

// Validate reports every fault of a malformed operation as an [*InvalidError].
// [Apply] calls it; stores call it before they load anything.
func Validate(op Op) error {
	f := faults{}
	switch o := op.(type) {
	case Fund:
		f.op = "fund"
		f.text("id", o.ID)
		f.account("account", o.Account)
		f.amount("amount", o.Amount)
	case SetLimit:
		f.op = "set limit"
		f.text("id", o.ID)
		f.account("account", o.Account)
		f.amount("amount", o.Amount)
	case Reserve:
		f.op = "reserve"
		f.reserve(o)
	case Commit:
		f.op = "commit"
		f.text("id", o.ID)
	case Release:
		f.op = "release"
		f.text("id", o.ID)
	case GiveBack:
		f.op = "give back"
		f.text("key", o.Key)
		f.text("hold", o.Hold)
		f.amount("amount", o.Amount)
	case Sweep:
		f.op = "sweep"
		f.amount("limit", int64(o.Limit))
	default:
		f.op = "operation"
		f.add("operation", fmt.Sprintf("%T", op), "one of the structs of this package")
	}
	return f.err()
}

// ValidateAccounts reports every fault in the names of accounts that are read.
func ValidateAccounts(accounts ...Account) error {
	f := faults{op: "account"}
	for i, a := range accounts {
		f.account(indexed("accounts", i), a)
	}
	return f.err()
}

// faults gathers what is wrong with one operation.
type faults struct {
	op   string
	list []Fault
}

func (f *faults) err() error {
	if len(f.list) == 0 {
		return nil
	}
	return &InvalidError{Op: f.op, Faults: f.list}
}

func (f *faults) add(field, got, want string) {
	f.list = append(f.list, Fault{Field: field, Got: got, Want: want})
}

func (f *faults) reserve(o Reserve) {
	f.text("id", o.ID)
	f.label("content", o.Content, maxName)
	if o.TTL < 0 {
		f.add("ttl", o.TTL.String(), "a duration that is not negative")
	}
	if len(o.Draws) > maxDraws {
		f.add("draws", strconv.Itoa(len(o.Draws))+" of them", "at most "+strconv.Itoa(maxDraws))
		return
	}
	for i := range o.Draws {
		f.draw(o.Draws, i)
	}
}

func (f *faults) draw(draws []Draw, i int) {
	d := &draws[i]
	in := func(field string) string { return indexed("draws", i) + "." + field }
	if !d.Account.sound() {
		f.account(in("account"), d.Account)
	}
	if d.Amount < 0 {
		f.amount(in("amount"), d.Amount)
	}
	if d.Owed < 0 {
		f.amount(in("owed"), d.Owed)
	} else if d.Owed > d.Amount {
		f.add(in("owed"), strconv.FormatInt(d.Owed, 10), "at most the amount, "+strconv.FormatInt(d.Amount, 10))
	}
	if d.Limit != nil && *d.Limit < 0 {
		f.amount(in("limit"), *d.Limit)
	}
	for j := range i {
		if draws[j].Account.key() == d.Account.key() {
			f.add(in("account"), d.Account.String(), "another account than "+indexed("draws", j))
			return
		}
	}
	for j := range i {
		if unit := draws[j].Account.Unit; unit != Count && d.Account.Unit != Count {
			if unit != d.Account.Unit {
				f.add(in("account.unit"), quoted(d.Account.Unit), quoted(unit)+", as "+indexed("draws", j)+" has it")
			}
			return
		}
	}
}

func (f *faults) account(field string, a Account) {
	if a.sound() {
		return
	}
	f.text(field+".name", a.Name)
	f.label(field+".period", a.Period, maxPeriod)
	if !unitSound(a.Unit) {
		f.add(field+".unit", quoted(a.Unit), `a currency in capital letters ("EUR") or "#"`)
	}
}

func (f *faults) amount(field string, amount int64) {
	if amount < 0 {
		f.add(field, strconv.FormatInt(amount, 10), "an amount that is not negative")
	}
}

// text checks what must not be empty, label what may be.
func (f *faults) text(field, s string) {
	if s == "" {
		f.add(field, "empty", "some text")
		return
	}
	f.label(field, s, maxName)
}

func (f *faults) label(field, s string, limit int) {
	switch {
	case len(s) > limit:
		f.add(field, strconv.Itoa(len(s))+" bytes long", "at most "+strconv.Itoa(limit))
	case !utf8.ValidString(s):
		f.add(field, quoted(s), "valid UTF-8")
	case !printable(s):
		f.add(field, quoted(s), "text without control characters")
	}
}

// sound is the quick check of what nearly every account is: short and printable.
func (a Account) sound() bool {
	return a.Name != "" && len(a.Name) <= maxName && len(a.Period) <= maxPeriod &&
		printable(a.Name) && printable(a.Period) && unitSound(a.Unit)
}

// printable is valid UTF-8 without control characters; nearly all of it is ASCII.
func printable(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return printableText(s)
		}
	}
	return true
}

func printableText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

func unitSound(unit string) bool {
	if unit == Count {
		return true
	}
	for _, c := range []byte(unit) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return len(unit) >= 3 && len(unit) <= maxUnit
}

func indexed(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }

// quoted shortens what is quoted in a message.
func quoted(s string) string {
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return strconv.Quote(s)
}
