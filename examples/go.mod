module github.com/amendsgo/amends/examples

go 1.26

require (
	github.com/amendsgo/amends v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	gopkg.in/yaml.v3 v3.0.1 // indirect
)

replace github.com/amendsgo/amends => ../
