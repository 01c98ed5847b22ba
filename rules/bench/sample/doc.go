// Package sample draws policies and cases as they are met in practice: conditions
// of one to four comparisons over counts, money, words and yes or no, and one lane
// in which the rule that gives most wins. The same seed draws the same.
package sample
