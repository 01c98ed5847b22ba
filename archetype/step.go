package archetype

import "strings"

// Step is one thing to do when making amends. A policy may add words of its
// own to a plan, so any text can be a Step.
type Step string

// The steps that the plans of the catalogue are made of.
const (
	Disclose   Step = "disclose"
	ReachOut   Step = "reach_out"
	Listen     Step = "listen"
	Apologise  Step = "apologise"
	Verify     Step = "verify"
	Explain    Step = "explain"
	Senior     Step = "senior_contact"
	Agree      Step = "agree"
	Fix        Step = "fix"
	Compensate Step = "compensate"
	Choice     Step = "offer_choice"
	Figures    Step = "show_figures"
	GoBeyond   Step = "go_beyond"
	Write      Step = "put_in_writing"
	FollowUp   Step = "follow_up"
	Review     Step = "ask_review"
	Record     Step = "record"
	Diagnose   Step = "diagnose"
	Prevent    Step = "prevent"
)

// Steps returns every step of the catalogue, in the order of a plan.
func Steps() []Step {
	return []Step{
		Disclose, ReachOut, Listen, Apologise, Verify, Explain, Senior, Agree, Fix, Compensate,
		Choice, Figures, GoBeyond, Write, FollowUp, Review, Record, Diagnose, Prevent,
	}
}

// Text says the step to a person. A word that the catalogue does not know is
// returned as it is, with spaces for underscores.
func (s Step) Text() string {
	switch s {
	case Disclose:
		return "Say it first, at once, even if it is small: hearing it from us is a different story."
	case ReachOut:
		return "Do not wait for a complaint: call, and come with the offer."
	case Listen:
		return "Let them finish, then say the problem back in their own terms: \"Do I understand that …?\""
	case Apologise:
		return "Say that you are sorry and take it on, whoever is at fault; no word against a supplier or a colleague."
	case Verify:
		return "Check what happened, and when, before any sum is named; give the benefit of the doubt meanwhile."
	case Explain:
		return "Explain what happened in detail, with an example."
	case Senior:
		return "Bring in somebody senior, with a name and a direct number."
	case Agree:
		return "Ask what result would put it right, and agree the details before any work is done again."
	case Fix:
		return "Fix it, or bring in who can: say what is being done, by whom and by when, and report daily until it is."
	case Compensate:
		return "Make the offer; if it misses the point, ask what would make it up to them."
	case Choice:
		return "Where two remedies are worth the same, let them choose."
	case Figures:
		return "Show how the amount comes about, line by line, and the rule behind it."
	case GoBeyond:
		return "For a client worth keeping, do a little more than the contract asks."
	case Write:
		return "Put figures and dates in writing, and send it the same day."
	case FollowUp:
		return "Ask later whether all is well now, and thank them for having told us."
	case Review:
		return "Once they are content, ask for a review, or that the old one be updated."
	case Record:
		return "Write down the time, the date, the problem and the solution."
	case Diagnose:
		return "Find the cause, without a hunt for the guilty: the same complaint twice is a process to change."
	case Prevent:
		return "Close the gap: the scope in the contract, details agreed beforehand, a backup."
	default:
		return strings.ReplaceAll(string(s), "_", " ")
	}
}
