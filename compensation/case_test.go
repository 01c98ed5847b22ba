package compensation_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/amendsgo/amends/archetype"
	"github.com/amendsgo/amends/compensation"
)

const fullCase = `{
  "id": "c-17", "currency": "EUR",
  "case": {"date": "2026-11-21"},
  "incident": {"id": "i1", "kind": "outage", "failure": "service", "severity": 4, "responsibility": "ours",
    "found_by": "us", "evidence": "confirmed", "date": "2026-11-20", "reported": "2026-11-21",
    "duration_minutes": 0, "repeats": 2, "loss": "12.50", "compensated": "0", "affected": 3, "fixable": false,
    "region": "east"},
  "client": {"id": "c1", "archetype": "key", "tier": "gold", "annual_value": "1200 EUR", "tenure_months": 24,
    "asked": true, "plan": "business"},
  "order": {"id": "o1", "price": 19.90, "refundable": "19.9"},
  "history": {"orders_12m": 1, "incidents_12m": 2, "claims_12m": 3, "apologies_90d": 4, "compensated_12m": "5",
    "last_goodwill": "2026-01-02", "refused": 1},
  "sla": {"uptime": 98.20, "missed": true, "credit": {"paid": "no"}}
}`

func TestParseCase(t *testing.T) {
	c, err := compensation.ParseCase([]byte(fullCase))
	require.NoError(t, err)
	assert.Equal(t, compensation.Case{
		ID: "c-17", Currency: "EUR", Date: compensation.MustDate("2026-11-21"),
		Incident: compensation.Incident{
			ID: "i1", Kind: "outage", Failure: compensation.FailureService, Severity: 4,
			Responsibility: compensation.ResponsibilityOurs, FoundBy: compensation.FoundByUs, Evidence: compensation.EvidenceConfirmed,
			Date: compensation.MustDate("2026-11-20"), Reported: compensation.MustDate("2026-11-21"),
			DurationMinutes: new(0), Repeats: 2, Loss: compensation.MustMoney("12.50"),
			Compensated: compensation.MustMoney("0"), Affected: 3, Fixable: new(false),
		},
		Client: compensation.Client{
			ID: "c1", Archetype: archetype.Key, Tier: "gold", AnnualValue: compensation.MustMoney("1200.00 EUR"),
			TenureMonths: new(24), Asked: true,
		},
		Order: compensation.Order{ID: "o1", Price: compensation.MustMoney("19.90"), Refundable: compensation.MustMoney("19.9")},
		History: compensation.History{
			Orders12m: 1, Incidents12m: 2, Claims12m: 3, Apologies90d: 4, Compensated12m: compensation.MustMoney("5"),
			LastGoodwill: compensation.MustDate("2026-01-02"), Refused: 1,
		},
		Facts: map[string]any{
			"incident.region": "east", "client.plan": "business",
			"sla.uptime": json.Number("98.20"), "sla.missed": true, "sla.credit.paid": "no",
		},
	}, c)
}

func TestCaseRoundTrip(t *testing.T) {
	c, err := compensation.ParseCase([]byte(fullCase))
	require.NoError(t, err)
	data, err := json.Marshal(c)
	require.NoError(t, err)
	again, err := compensation.ParseCase(data)
	require.NoError(t, err)
	assert.Equal(t, c, again)
	assert.Equal(t, `{"id":"c-17","currency":"EUR","case":{"date":"2026-11-21"},"incident":{"id":"i1","kind":"outage",`+
		`"failure":"service","severity":4,"responsibility":"ours","found_by":"us","evidence":"confirmed","date":"2026-11-20",`+
		`"reported":"2026-11-21","duration_minutes":0,"repeats":2,"loss":"12.50","compensated":"0","affected":3,"fixable":false,`+
		`"region":"east"},"client":{"id":"c1","archetype":"key","tier":"gold","annual_value":"1200.00 EUR","tenure_months":24,`+
		`"asked":true,"plan":"business"},"order":{"id":"o1","price":"19.90","refundable":"19.9"},"history":{"orders_12m":1,`+
		`"incidents_12m":2,"claims_12m":3,"apologies_90d":4,"compensated_12m":"5","last_goodwill":"2026-01-02","refused":1},`+
		`"sla":{"credit":{"paid":"no"},"missed":true,"uptime":98.20}}`, string(data))
}

func TestCaseLeavesOutWhatIsMissing(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"id": null, "incident": null, "client": {"tenure_months": null, "plan": null}, "sla": {}, "other": null}`,
		`{"client": {"asked": false}, "history": {"refused": 0}, "incident": {"kind": ""}}`,
	} {
		c, err := compensation.ParseCase([]byte(text))
		require.NoError(t, err, text)
		assert.Equal(t, compensation.Case{}, c, text)
	}
	data, err := json.Marshal(compensation.Case{Facts: map[string]any{
		"a.missing": nil, "a.money": compensation.Money{}, "a.date": compensation.Date{},
	}})
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(data))
}

func TestCaseFaultsAllAtOnce(t *testing.T) {
	c, err := compensation.ParseCase([]byte(`{
	  "id": 7, "Currency": "EUR", "severity": 4, "sla.uptime": 98, "list": [1], "id": "again",
	  "incident": {"severity": 0, "repeats": 1.5, "repeats": 2, "duration_minutes": "long", "fixable": "yes",
	    "affected": 0, "date": "21.11.2026", "loss": "a lot", "failure": 3, "kind": {"x": 1}, "tags": ["a"]},
	  "client": {"archetype": "furius", "asked": "no", "id": "c1", "a.b": 1, "": 2},
	  "history": "long",
	  "order": {"price": true, "reported": 20261121}
	}`))
	require.EqualError(t, err, `case: 23 faults
	Currency is EUR: want id, currency, or a group, which is an object of facts; write "currency"
	client. has the key "": want keys that are not empty and have no dots; nest the groups instead
	client.a.b has the key "a.b": want keys that are not empty and have no dots; nest the groups instead
	client.archetype is "furius": want one of furious, even_tempered, quiet, key, know_it_all, entitled, whiny, negativist, unknown; did you mean furious?
	client.asked is "no": want true or false
	history is long: want id, currency, or a group, which is an object of facts
	id is given more than once
	id is 7: want a text
	incident.affected is 0: want a whole number, at least 1
	incident.date is "21.11.2026": want a day such as 2026-11-21
	incident.duration_minutes is "long": want a whole number, at least 0
	incident.failure is 3: want one of service, goods, money, attention, unknown
	incident.fixable is "yes": want true or false
	incident.kind is an object: want a text
	incident.loss is "a lot": want an amount such as 19.99, at least 0
	incident.repeats is given more than once
	incident.repeats is 1.5: want a whole number, at least 0
	incident.severity is 0: want a whole number from 1 to 5
	incident.tags is a list: want one value
	list is a list: want id, currency, or a group, which is an object of facts
	order.price is true: want an amount such as 19.99, at least 0
	severity is 4: want id, currency, or a group, which is an object of facts; write {"incident": {"severity": …}}
	sla.uptime is 98: want id, currency, or a group, which is an object of facts; write {"sla": {"uptime": …}}`)
	assert.Equal(t, "c1", c.Client.ID, "what could be read is kept")
}

func TestCaseFaultsGiveHints(t *testing.T) {
	_, err := compensation.ParseCase([]byte(`{
	  "incident": {"severity": "4", "loss": "19.99 XYZ", "compensated": "1 EUR x"}, "client": {"archetype": "nobody", "annual_value": "19.999 EUR"}, "order": {"price": ""}
	}`))
	require.EqualError(t, err, `case: 6 faults
	client.annual_value is "19.999 EUR": want an amount such as 19.99, at least 0; 19.999 has 3 decimals, EUR has 2 decimals
	client.archetype is "nobody": want one of furious, even_tempered, quiet, key, know_it_all, entitled, whiny, negativist, unknown
	incident.compensated is "1 EUR x": want an amount such as 19.99, at least 0; currencies differ: "EUR x" is no ISO 4217 currency
	incident.loss is "19.99 XYZ": want an amount such as 19.99, at least 0; currencies differ: "XYZ" is no ISO 4217 currency
	incident.severity is "4": want a whole number from 1 to 5; give it as a number, without quotes
	order.price is "": want an amount such as 19.99, at least 0`)
}

func TestParseCaseSyntax(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "case: is no JSON: line 1, column 1: unexpected end of JSON input",
		"{\n  \"id\": \"a\",\n  é}":  "case: is no JSON: line 3, column 3: invalid character 'Ã' looking for beginning of object key string",
		`{"id": "a"} {}`:             "line 1, column 13: invalid character '{' after top-level value",
		`{"id": 01}`:                 "line 1, column 9: invalid character '1' after object key:value pair",
		"{\"id\": \"\xff\"}":         "line 1, column 9: not UTF-8",
		`[]`:                         "case: is a list: want an object of groups of facts",
		`"x"`:                        "case: is x: want an object of groups of facts",
		`null`:                       "case: is null: want an object of groups of facts",
		strings.Repeat("[", 1000000): "exceeded max depth",
		strings.Repeat(`{"a":`, 9) + "1" + strings.Repeat("}", 9):        "is nested too deep: want names of at most 8 parts",
		`{"a": "` + strings.Repeat("x", compensation.MaxCaseSize) + `"}`: "case: has 1048585 bytes: want at most 1048576",
	} {
		_, err := compensation.ParseCase([]byte(text))
		require.ErrorContains(t, err, want)
		var invalid *compensation.InvalidCaseError
		require.ErrorAs(t, err, &invalid)
	}
	var c compensation.Case
	require.Error(t, c.UnmarshalJSON([]byte("{")))
	require.NoError(t, json.Unmarshal([]byte(`null`), &c), "null leaves a value as it is, by the convention of encoding/json")
}

func TestMarshalCaseFaults(t *testing.T) {
	type plan string
	for name, tt := range map[string]struct {
		facts map[string]any
		want  string
	}{
		"no dot":            {map[string]any{"uptime": 1}, "want a dotted name of 2 to 8 parts"},
		"an empty part":     {map[string]any{"sla.": 1}, "want a dotted name of 2 to 8 parts"},
		"a field's name":    {map[string]any{"incident.severity": 4}, "fact incident.severity: it has a field of its own"},
		"under a field":     {map[string]any{"incident.severity.x": 4}, "incident.severity is a fact and cannot be a group, too"},
		"under a fact":      {map[string]any{"a.b": 1, "a.b.c": 2}, "a.b is a fact and cannot be a group, too"},
		"no group":          {map[string]any{"id.x": 1}, "fact id.x: id is no group"},
		"a list":            {map[string]any{"a.b": []int{1}}, "fact a.b: []int is no type of a fact"},
		"a pointer":         {map[string]any{"a.b": new(1)}, "fact a.b: *int is no type of a fact"},
		"no number":         {map[string]any{"a.b": math.NaN()}, "fact a.b: json: unsupported value: NaN"},
		"an empty number":   {map[string]any{"a.b": json.Number("")}, "fact a.b: the number is empty"},
		"an invalid number": {map[string]any{"a.b": json.Number("x")}, "fact a.b: json: invalid number literal"},
		"a broken text":     {map[string]any{"a.b": "\xff"}, "fact a.b: the text is not UTF-8"},
	} {
		_, err := json.Marshal(compensation.Case{Facts: tt.facts})
		require.ErrorContains(t, err, tt.want, name)
	}
	data, err := json.Marshal(compensation.Case{Facts: map[string]any{
		"a.plan": plan("gold"), "a.int8": int8(-1), "a.uint64": uint64(math.MaxUint64), "a.float": 98.2, "a.no": false, "a.text": "",
		"a.money": compensation.MustMoney("1 EUR"), "a.date": compensation.MustDate("2026-01-01"), "a-b.c": 1,
	}})
	require.NoError(t, err)
	assert.Equal(t, `{"a":{"date":"2026-01-01","float":98.2,"int8":-1,"money":"1.00 EUR","no":false,"plan":"gold","text":"",`+
		`"uint64":18446744073709551615},"a-b":{"c":1}}`, string(data))
}

func TestJoinFaults(t *testing.T) {
	require.NoError(t, compensation.JoinFaults(nil, nil))
	decoding := &compensation.InvalidCaseError{Faults: []compensation.Fault{{Fact: "incident.severity", Problem: "is high"}}}
	planning := &compensation.InvalidCaseError{Faults: []compensation.Fault{
		{Fact: "order.price", Problem: "is missing", Rules: []string{"a"}},
		{Fact: "incident.severity", Problem: "is missing", Rules: []string{"b", "a"}},
		{Fact: "client.id", Problem: "is missing"},
		{Fact: "client.id", Problem: "is missing"},
	}}
	err := compensation.JoinFaults(decoding, nil, planning)
	require.EqualError(t, err, `case: 3 faults
	client.id is missing
	incident.severity is high (needed by a, b)
	order.price is missing (needed by a)`)
	assert.Empty(t, decoding.Faults[0].Rules, "the errors that were joined stay as they are")

	other := errors.New("no policy")
	assert.Equal(t, other, compensation.JoinFaults(nil, other))
	both := compensation.JoinFaults(other, decoding)
	require.ErrorIs(t, both, other)
	var invalid *compensation.InvalidCaseError
	require.ErrorAs(t, both, &invalid)
}

func TestCompensationID(t *testing.T) {
	id := func(c compensation.Case) string { return c.CompensationID() }
	c := compensation.Case{ID: "claim/7"}
	assert.Equal(t, "claim/7", id(c))
	assert.Empty(t, id(compensation.Case{}))
	assert.Empty(t, id(compensation.Case{Incident: compensation.Incident{ID: "i"}}))
	assert.Empty(t, id(compensation.Case{Client: compensation.Client{ID: "c"}}))

	made := func(incident, client, order string, refused int) string {
		return id(compensation.Case{
			Incident: compensation.Incident{ID: incident}, Client: compensation.Client{ID: client},
			Order: compensation.Order{ID: order}, History: compensation.History{Refused: refused},
		})
	}
	assert.Equal(t, "i1/c1/o1/0", made("i1", "c1", "o1", 0))
	assert.Equal(t, "i1/c1//2", made("i1", "c1", "", 2))
	assert.Equal(t, "a%2Fb/c/d/0", made("a/b", "c", "d", 0))
	assert.NotEqual(t, made("a/b", "c", "d", 0), made("a", "b/c", "d", 0))
	assert.NotEqual(t, made("a%2Fb", "c", "d", 0), made("a/b", "c", "d", 0))
}

func FuzzParseCase(f *testing.F) {
	f.Add([]byte(fullCase))
	f.Add([]byte(`{"a": {"b": {"c": 1}, "b.c": 2}, "": {}}`))
	f.Add([]byte(`{"incident": {"severity": 1e1, "loss": 0.1}, "order": {"price": -0}}`))
	f.Add([]byte(`{"id": "\ud800", "x": [{}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := compensation.ParseCase(data)
		if err != nil {
			var invalid *compensation.InvalidCaseError
			require.ErrorAs(t, err, &invalid)
			require.NotEmpty(t, invalid.Faults)
		}
		// What could be read is a sound case, also beside faults.
		text, err := json.Marshal(c)
		require.NoError(t, err)
		again, err := compensation.ParseCase(text)
		require.NoError(t, err)
		assert.Equal(t, c, again)
	})
}
