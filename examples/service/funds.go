package main

import "net/http"

// fund lets the risk share of a sale flow into its pool, once for each sale.
func (s *service) fund(r *http.Request) (reply, error) {
	sale, err := s.readSale(r)
	if err != nil {
		return reply{}, err
	}
	pool, share, err := s.policy.Sale(sale)
	if err != nil {
		return reply{}, err
	}
	if pool.Name == "" {
		return reply{}, newProblem(noBudget, "Policy %s sets nothing aside.", s.policy.Name())
	}
	if err := s.engine.Fund(r.Context(), sale); err != nil {
		return reply{}, err
	}
	return reply{body: map[string]any{"id": sale.ID, "account": pool, "amount": share}}, nil
}
