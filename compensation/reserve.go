package compensation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/amendsgo/amends/compensation/ledger"
)

// Reserve sets aside what the recommended step costs, all of it or nothing,
// under the recommendation's ID. It is safe to repeat: the same content again
// changes nothing. Another content under an ID that is open or committed is
// [ErrConflict]. Too little in an account is an [*OverBudgetError]; nothing is
// remembered of it, and a later or smaller recommendation may be reserved under
// the same ID, as after a release or an expiry.
//
// A decision that needs a review is reserved, too, while it is waited for. Who
// may agree is the caller's to enforce before [Engine.Commit].
func (e *Engine) Reserve(ctx context.Context, rec *Recommendation) error {
	if err := e.reservable(rec); err != nil {
		return fmt.Errorf("reserve: %w", err)
	}
	content, err := contentOf(rec.Step)
	if err != nil {
		return fmt.Errorf("reserve: %w", err)
	}
	outcome, err := e.ledger.Do(ctx, ledger.Reserve{ID: rec.ID, Draws: rec.Step.Draws, Content: content, TTL: e.ttl})
	if err != nil {
		return fmt.Errorf("reserve: %w", err)
	}
	if outcome.Denied() {
		return overBudget(outcome.Short)
	}
	return nil
}

// reservable says why a recommendation must not be reserved.
func (e *Engine) reservable(rec *Recommendation) error {
	if rec == nil {
		return errors.New("there is no recommendation")
	}
	if mine := e.policy.Identity(); rec.Policy.Digest != mine.Digest {
		return fmt.Errorf("%w: recommended by %s, the engine has %s", ErrPolicyChanged, rec.Policy, mine)
	}
	if rec.Decision == None || rec.Step == nil {
		return errors.New("nothing is given, so there is nothing to reserve")
	}
	switch id := rec.Case.CompensationID(); {
	case id == "":
		return errors.New("the case has no ID, and not both incident.id and client.id to make one of")
	case id != rec.ID:
		return fmt.Errorf("the recommendation's ID is %q, its case's is %q", clip(rec.ID), clip(id))
	}
	if err := rec.Step.consistent(rec.Budget != nil); err != nil {
		return err
	}
	if rec.Budget != nil {
		return nil
	}
	plan, err := e.policy.Plan(rec.Case, rec.At)
	if err != nil {
		return err
	}
	if plan.Budget != nil {
		return errors.New("it was decided without asking the budget: let Engine.Recommend decide it")
	}
	return nil
}

// contentOf digests what a reservation stands for: what is given, worth what, at
// which cost, from which accounts. Notes, dates and the reasons are not part of it,
// so that the same award on the next day is the same award.
func contentOf(step *Step) (string, error) {
	type given struct {
		Kind    RemedyKind
		Value   Money
		Cost    Money
		Owed    bool
		Percent string
		Periods string
		Form    string
	}
	content := struct {
		Remedies []given
		Draws    []ledger.Draw
	}{Draws: step.Draws}
	for _, r := range step.Remedies {
		content.Remedies = append(content.Remedies, given{r.Kind, r.Value, r.Cost, r.Owed, r.Percent, r.Periods, r.Form})
	}
	data, err := json.Marshal(content)
	if err != nil {
		return "", err
	}
	digest := sha256.Sum256(data)
	return hex.EncodeToString(digest[:]), nil
}

// Commit spends what was reserved under the ID: the client accepted. Commit
// first, then pay; the payment is retried with the same ID. It is safe to repeat.
// The error is [ErrUnknownHold] or [ErrExpired] when nothing is set aside, and
// [ErrConflict] after a release.
func (e *Engine) Commit(ctx context.Context, id string) error {
	if _, err := e.ledger.Do(ctx, ledger.Commit{ID: id}); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Release gives up what was reserved under the ID. It is safe to repeat. The
// error is [ErrUnknownHold] when nothing was, and [ErrConflict] after a commit.
func (e *Engine) Release(ctx context.Context, id string) error {
	if _, err := e.ledger.Do(ctx, ledger.Release{ID: id}); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// GiveBack returns a part of what was committed under the ID to its accounts: a
// gift came back, a refund was reversed. It is done once for each key, and in all
// at most what was spent. The amount is our cost, in the policy's currency.
func (e *Engine) GiveBack(ctx context.Context, id, key string, amount Money) error {
	bound, err := amount.In(e.policy.Currency())
	if err != nil {
		return fmt.Errorf("give back: %w", err)
	}
	if bound.IsMissing() {
		return errors.New("give back: the amount is missing")
	}
	if _, err := e.ledger.Do(ctx, ledger.GiveBack{Key: key, Hold: id, Amount: bound.Minor()}); err != nil {
		return fmt.Errorf("give back: %w", err)
	}
	return nil
}
