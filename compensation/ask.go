package compensation

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Ask is a client's own wish: a kind of remedy, and how much of it. Amount and
// Percent exclude each other; without both and without Periods any amount of the
// kind will do.
type Ask struct {
	Kind    RemedyKind
	Amount  Money  // unbound means the policy's currency
	Percent string // of order.price, a decimal such as "40" or "12.5"
	Periods int    // how many periods, each what order.price pays for; 0 is not said
}

// ParseAsk reads a wish: a kind, and after it an amount ("refund 50 EUR",
// "refund 50"), a percentage of the price ("refund 40%"), a percentage for some
// periods ("discount 15% 3"), or for free service a number of periods
// ("free_service 1").
func ParseAsk(text string) (Ask, error) {
	ask, err := parseAsk(strings.Fields(strings.ReplaceAll(text, " %", "%")))
	if err == nil {
		err = ask.check()
	}
	if err != nil {
		return Ask{}, fmt.Errorf("ask %q: %w", clip(text), err)
	}
	return ask, nil
}

func parseAsk(words []string) (Ask, error) {
	var ask Ask
	if len(words) == 0 {
		return ask, errors.New("it is empty: want a kind of remedy and how much, as refund 40%")
	}
	if err := ask.Kind.UnmarshalText([]byte(words[0])); err != nil {
		return ask, err
	}
	words = words[1:]
	if len(words) == 0 {
		return ask, nil
	}
	percent, isPercent := strings.CutSuffix(words[0], "%")
	switch {
	case isPercent && len(words) <= 2:
		ask.Percent = percent
		words = words[1:]
	case ask.Kind == FreeService && len(words) == 1:
	default:
		var err error
		ask.Amount, err = ParseMoney(strings.Join(words, " "))
		return ask, err
	}
	if len(words) == 1 {
		periods, err := strconv.Atoi(words[0])
		if err != nil || periods < 1 {
			return ask, fmt.Errorf("%q is no number of periods: want a whole number from 1", clip(words[0]))
		}
		ask.Periods = periods
	}
	return ask, nil
}

// check finds all that is wrong with a wish.
func (a Ask) check() error {
	var errs []error
	if !slices.Contains(RemedyKinds(), a.Kind) {
		errs = append(errs, fmt.Errorf("%q is no kind of remedy: want one of %s", clip(string(a.Kind)), oneOf(RemedyKinds())))
	}
	if a.sized() && (a.Kind == Redo || a.Kind == Replacement || a.Kind == Apology) {
		errs = append(errs, fmt.Errorf("%s is given whole: want no amount", a.Kind))
	}
	if !a.Amount.IsMissing() {
		if a.Percent != "" || a.Periods != 0 {
			errs = append(errs, errors.New("an amount excludes a percentage and periods"))
		}
		if a.Amount.minor <= 0 {
			errs = append(errs, fmt.Errorf("the amount is %s: want more than nothing", a.Amount))
		}
	}
	if a.Percent != "" {
		if coefficient, _, err := parseDecimal(a.Percent); err != nil || coefficient <= 0 {
			errs = append(errs, fmt.Errorf("%q is no percentage: want a decimal above 0, as 12.5", clip(a.Percent)))
		}
	}
	if a.Periods < 0 {
		errs = append(errs, fmt.Errorf("the periods are %d: want 1 or more", a.Periods))
	}
	if a.Periods > 0 && a.Percent == "" && a.Kind != FreeService {
		errs = append(errs, fmt.Errorf("periods of %s need a percentage, as %s 15%% %d", a.Kind, a.Kind, a.Periods))
	}
	return errors.Join(errs...)
}

// sized reports whether the wish says how much.
func (a Ask) sized() bool { return !a.Amount.IsMissing() || a.Percent != "" || a.Periods != 0 }

// String returns the wish in the words that [ParseAsk] reads.
func (a Ask) String() string {
	words := []string{string(a.Kind)}
	if !a.Amount.IsMissing() {
		words = append(words, a.Amount.String())
	}
	if a.Percent != "" {
		words = append(words, a.Percent+"%")
	}
	if a.Periods != 0 {
		words = append(words, strconv.Itoa(a.Periods))
	}
	return strings.Join(words, " ")
}

// MarshalText writes the words that [ParseAsk] reads.
func (a Ask) MarshalText() ([]byte, error) { return []byte(a.String()), a.check() }

// UnmarshalText is [ParseAsk].
func (a *Ask) UnmarshalText(text []byte) error {
	ask, err := ParseAsk(string(text))
	if err == nil {
		*a = ask
	}
	return err
}
