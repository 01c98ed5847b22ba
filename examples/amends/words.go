package main

import (
	"strings"

	"github.com/amendsgo/amends/compensation"
)

// plain turns a word of a policy, such as team_lead, into words.
func plain(word string) string {
	return strings.NewReplacer("_", " ", "-", " ").Replace(word)
}

// capital begins a sentence.
func capital(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// sentence ends a text with a full stop.
func sentence(text string) string {
	text = capital(strings.TrimSpace(text))
	if end := strings.TrimRight(text, `"”)`); end == "" || strings.ContainsAny(end[len(end)-1:], ".?!…") {
		return text
	}
	return text + "."
}

// remedyText says what is given.
func remedyText(r compensation.Remedy) string {
	var details []string
	if part := share(r); part != "" {
		details = append(details, part)
	}
	if r.Owed {
		details = append(details, "owed")
	}
	if r.Form != "" {
		details = append(details, "as "+plain(r.Form))
	}
	if !r.DueBy.IsMissing() {
		details = append(details, "to be paid by "+r.DueBy.String())
	}
	if !r.ValidUntil.IsMissing() {
		details = append(details, "valid until "+r.ValidUntil.String())
	}
	text := kindText(r)
	if len(details) > 0 {
		text += " (" + strings.Join(details, ", ") + ")"
	}
	return text
}

func kindText(r compensation.Remedy) string {
	switch r.Kind {
	case compensation.FreeService:
		if r.Periods == "" {
			return "one period free of charge"
		}
		return periods(r.Periods) + " free of charge"
	case compensation.Redo:
		return "the work done again, free of charge"
	case compensation.Replacement:
		return "a replacement, free of charge"
	case compensation.Gift:
		return "a gift"
	case compensation.Apology:
		return "an apology"
	case compensation.Payment:
		return "a payment"
	case compensation.Refund:
		return "money back"
	case compensation.Credit:
		return "credit to spend with us"
	case compensation.Discount:
		return "a discount"
	}
	return plain(string(r.Kind))
}

// share says which part of the price a sum is.
func share(r compensation.Remedy) string {
	if r.Percent == "" || !r.Kind.IsSum() {
		return ""
	}
	text := strings.TrimSuffix(r.Percent, "%") + " %"
	if r.Periods != "" && r.Periods != "1" {
		return text + " for " + periods(r.Periods)
	}
	return text
}

// periods counts them in words, as the policy writes their number.
func periods(number string) string {
	switch number {
	case "0":
		return "no period"
	case "1":
		return "one period"
	default:
		return number + " periods"
	}
}

// amount shows an amount, and nothing for what has none.
func amount(m compensation.Money) string {
	if m.Minor() == 0 {
		return "-"
	}
	return m.String()
}

// joined lists things as people do: a, b and c.
func joined(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
