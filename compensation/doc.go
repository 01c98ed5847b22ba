// Package compensation decides how to make amends when a client was let down.
//
// A [Case] says what happened. [Decide] lets a [Policy] plan remedies for it,
// fits them into the budget, and returns a [Recommendation] that shows every
// reason and is its own record: [Replay] decides it again, to the cent. All of
// that is pure. An [Engine] puts a ledger under it, so that no recommendation
// is given beyond what was set aside for such cases:
//
//	engine, err := compensation.NewEngine(policy, ledger.NewMemory())
//	rec, err := engine.Recommend(ctx, c) // reads balances, changes nothing
//	err = engine.Reserve(ctx, rec)       // sets the cost aside; safe to repeat
//	err = engine.Commit(ctx, rec.ID)     // the client accepted: commit, then pay
package compensation
