package sqlledger

import (
	"context"
	"database/sql"
)

// querier is what *sql.Tx, *sql.DB and statements have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// statements runs queries in a transaction, by their prepared statements where
// there are some. Those are short and of this process, once the transaction has
// its locks: they are not worth a watch on the context, which ends the
// transaction as a whole.
type statements struct {
	querier          // what the transaction runs on
	tx       *sql.Tx // if database/sql knows of it, which it must for prepared statements
	own      bool    // the transaction is the store's, and has done nothing before
	prepared map[string]*sql.Stmt
	bound    map[string]*sql.Stmt // to the transaction, which closes them
}

// ExecContext is that of the prepared statement, or of the transaction.
func (s *statements) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if bound := s.bind(ctx, query); bound != nil { //nolint:sqlclosecheck // the transaction closes it
		return bound.ExecContext(context.WithoutCancel(ctx), args...)
	}
	return s.querier.ExecContext(ctx, query, args...)
}

// QueryContext is that of the prepared statement, or of the transaction.
func (s *statements) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if bound := s.bind(ctx, query); bound != nil { //nolint:sqlclosecheck // the transaction closes it
		return bound.QueryContext(context.WithoutCancel(ctx), args...)
	}
	return s.querier.QueryContext(ctx, query, args...)
}

func (s *statements) bind(ctx context.Context, query string) *sql.Stmt {
	bound := s.bound[query]
	if prepared := s.prepared[query]; bound == nil && prepared != nil && s.tx != nil {
		if s.bound == nil {
			s.bound = map[string]*sql.Stmt{}
		}
		bound = s.tx.StmtContext(ctx, prepared)
		s.bound[query] = bound
	}
	return bound
}

func prepare(ctx context.Context, db *sql.DB, queries []string) (map[string]*sql.Stmt, error) {
	prepared := map[string]*sql.Stmt{}
	for _, query := range queries {
		statement, err := db.PrepareContext(ctx, query) //nolint:sqlclosecheck // kept as long as the database is open
		if err != nil {
			return nil, err
		}
		prepared[query] = statement
	}
	return prepared, nil
}
