package rules

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/amendsgo/amends/compensation"
)

// given is what a case carries for one fact, whatever Go type it came in.
type given struct {
	is    givenType
	text  string // givenText; givenNumber: a decimal
	whole int64  // givenWhole; givenFlag: 0 or 1
	money compensation.Money
	day   compensation.Date
}

type givenType uint8

const (
	missing givenType = iota
	givenText
	givenNumber
	givenWhole
	givenFlag
	givenMoney
	givenDay
	givenOther // of a Go type that no fact has; text names it
)

func whole(n int) given { return given{is: givenWhole, whole: int64(n)} }

func flag(b bool) given {
	if b {
		return given{is: givenFlag, whole: 1}
	}
	return given{is: givenFlag}
}

func money(m compensation.Money) given {
	if m.IsMissing() {
		return given{}
	}
	return given{is: givenMoney, money: m}
}

func day(d compensation.Date) given {
	if d.IsMissing() {
		return given{}
	}
	return given{is: givenDay, day: d}
}

// givenOf reads a value of [compensation.Case.Facts]. An empty text is a text all
// the same; only nil is missing there.
func givenOf(value any) given {
	switch v := value.(type) {
	case nil:
		return given{}
	case bool:
		return flag(v)
	case int:
		return whole(v)
	case string:
		return given{is: givenText, text: v}
	case json.Number:
		return given{is: givenNumber, text: v.String()}
	case compensation.Money:
		return money(v)
	case compensation.Date:
		return day(v)
	case time.Time:
		return given{is: givenOther, text: "a time"}
	}
	return givenByKind(reflect.ValueOf(value))
}

// givenByKind reads what has a name of its own, such as type Plan string.
func givenByKind(v reflect.Value) given {
	switch v.Kind() {
	case reflect.Bool:
		return flag(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return given{is: givenWhole, whole: v.Int()}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return given{is: givenNumber, text: strconv.FormatUint(v.Uint(), 10)}
	case reflect.Float32:
		return float(v.Float(), 32)
	case reflect.Float64:
		return float(v.Float(), 64)
	case reflect.String:
		return given{is: givenText, text: v.String()}
	case reflect.Pointer:
		if v.IsNil() {
			return given{}
		}
		return givenOf(v.Elem().Interface())
	default:
		return given{is: givenOther, text: "a " + v.Kind().String()}
	}
}

// float is read as the shortest decimal that prints it, as everybody means it.
func float(f float64, bits int) given { //nolint:forbidigo // it is read, exactly as printed, and never computed with
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return given{is: givenOther, text: fmt.Sprint(f)}
	}
	return given{is: givenNumber, text: strconv.FormatFloat(f, 'f', -1, bits)}
}

// String says what was given, for a fault's problem.
func (g given) String() string {
	switch g.is {
	case givenText:
		return strconv.Quote(clip(g.text))
	case givenNumber:
		return clip(g.text)
	case givenWhole:
		return strconv.FormatInt(g.whole, 10)
	case givenFlag:
		return strconv.FormatBool(g.whole != 0)
	case givenMoney:
		return g.money.String()
	case givenDay:
		return g.day.String()
	default:
		return g.text
	}
}
