package archetype

func furious() Profile {
	return Profile{
		Kind: Furious, Name: "Furious",
		Signs: []string{
			"A stream of accusations, general and personal, before the problem itself comes up.",
			"Now and then it is staged, so that you feel guilty.",
		},
		Approach: []string{
			"Stay firm, patient and polite, and let them finish.",
			"Go straight to who fixes it, how, and by when.",
		},
		Avoid: []string{
			"Excuses.",
			"Answering in the same tone.",
			"Paying for the volume.",
		},
		Steps: []Step{Listen, Apologise, Fix, Compensate, Choice, FollowUp, Record, Diagnose, Prevent},
		MayChange: []string{
			"the speed",
			"the order of the steps",
			"a choice between two remedies of equal value",
			"never a higher amount",
		},
	}
}

func evenTempered() Profile {
	return Profile{
		Kind: EvenTempered, Name: "Even-tempered",
		Signs: []string{
			"Civil regret: \"how come?\", \"I would have done it differently\".",
		},
		Approach: []string{
			"Be calm and sure, and solve it.",
			"Keep the wider conversation going: they value the attention.",
		},
		Avoid: []string{
			"Brushing them off because they are calm.",
		},
		Steps: []Step{Disclose, Listen, Apologise, Agree, Fix, Compensate, GoBeyond, FollowUp, Review, Record, Diagnose, Prevent},
		MayChange: []string{
			"a plain remedy, without a show",
			"personal contact",
		},
	}
}

func quiet() Profile {
	return Profile{
		Kind: Quiet, Name: "Quiet",
		Signs: []string{
			"Hardly ever complains, and forgets nothing.",
			"Leaves one day, and tells colleagues why.",
		},
		Approach: []string{
			"Make complaining easy: a short questionnaire, a call from their manager.",
			"Make the offer before they ask.",
		},
		Avoid: []string{
			"Waiting for a complaint.",
		},
		Steps: []Step{ReachOut, Disclose, Apologise, Listen, Fix, Compensate, GoBeyond, FollowUp, Record, Diagnose, Prevent},
		MayChange: []string{
			"an offer of our own accord: they need not ask",
		},
	}
}

func key() Profile {
	return Profile{
		Kind: Key, Name: "Key client",
		Signs: []string{
			"Knows their weight, pays for the best, accepts no excuse.",
		},
		Approach: []string{
			"Repair fast, with a senior contact.",
			"Then follow up: \"Is all well, and what would make it right?\"",
		},
		Avoid: []string{
			"Delay.",
			"Excuses.",
		},
		Steps: []Step{Disclose, Senior, Listen, Apologise, Fix, Agree, Compensate, GoBeyond, FollowUp, Record, Diagnose, Prevent},
		MayChange: []string{
			"the limit above which somebody must approve",
			"the speed",
			"who is in contact with them",
			"a follow-up within a day or two",
		},
	}
}

func knowItAll() Profile {
	return Profile{
		Kind: KnowItAll, Name: "Know-it-all",
		Signs: []string{
			"Hurt that their advice was not taken.",
			"Sure that they know the field.",
		},
		Approach: []string{
			"Explain the position in detail, with examples and the calculation.",
		},
		Avoid: []string{
			"Arguing.",
			"Being right.",
		},
		Steps: []Step{Listen, Apologise, Explain, Agree, Fix, Compensate, Figures, FollowUp, Record, Diagnose, Prevent},
		MayChange: []string{
			"the arithmetic of the offer is shown",
		},
	}
}

func entitled() Profile {
	return Profile{
		Kind: Entitled, Name: "Entitled",
		Signs: []string{
			"Wants compensation, not answers; nothing else will do.",
		},
		Approach: []string{
			"Keep your composure.",
			"Exact figures and verified facts: quote the rule and the amount.",
		},
		Avoid: []string{
			"Haggling.",
			"Raising the offer because they insist.",
		},
		Steps: []Step{Listen, Apologise, Verify, Compensate, Figures, Fix, Write, Record, Diagnose, Prevent},
		MayChange: []string{
			"evidence comes before money",
			"no further step of the ladder because they insist",
		},
	}
}

func whiny() Profile {
	return Profile{
		Kind: Whiny, Name: "Whiny",
		Signs: []string{
			"Endless questions.",
			"Complains about things that are not yours.",
		},
		Approach: []string{
			"Patience and full answers.",
			"Once satisfied, they praise you to everyone.",
		},
		Avoid: []string{
			"Showing irritation.",
		},
		Steps: []Step{Listen, Apologise, Explain, Agree, Fix, Compensate, FollowUp, Review, Record, Diagnose, Prevent},
		MayChange: []string{
			"attention comes first, then a small gesture",
		},
	}
}

func negativist() Profile {
	return Profile{
		Kind: Negativist, Name: "Negativist",
		Signs: []string{
			"Discontent as a way of life: about 15 % of buyers are a hard case of one kind or another.",
			"Touchy, critical, provoking; trusts nobody.",
		},
		Approach: []string{
			"Stay neutral: no forced smile, no debate.",
			"Answer what is asked, and give figures and dates in writing.",
		},
		Avoid: []string{
			"Trying to win them over.",
			"Taking the lead.",
		},
		Steps: []Step{Listen, Apologise, Agree, Fix, Compensate, Write, Record, Diagnose, Prevent},
		MayChange: []string{
			"a written record",
			"the work is done again, rather than money",
			"a pause between two gestures",
		},
	}
}

func unknown() Profile {
	return Profile{
		Kind: Unknown, Name: "Unknown",
		Signs: []string{
			"Nobody has said yet, or it is too early to tell.",
		},
		Approach: []string{
			"Listen first; most people want it understood and put right.",
			"If in doubt, ask: \"What can we do to make it up to you?\"",
		},
		Avoid: []string{
			"Guessing aloud what sort of person this is.",
		},
		Steps: []Step{Disclose, Listen, Apologise, Agree, Fix, Compensate, GoBeyond, FollowUp, Review, Record, Diagnose, Prevent},
		MayChange: []string{
			"nothing: the plan is the plain one",
		},
	}
}
