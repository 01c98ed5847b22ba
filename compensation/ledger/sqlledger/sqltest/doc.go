// Package sqltest holds the tests of sqlledger on real databases, and the
// PostgreSQL servers that they run on.
package sqltest
