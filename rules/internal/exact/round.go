package exact

import "math/big"

// Mode says how a number becomes whole.
type Mode uint8

// The modes. HalfUp and HalfEven go to the nearest and differ on a tie.
const (
	HalfUp   Mode = iota // a tie goes away from zero
	HalfEven             // a tie goes to the even neighbour
	Down                 // towards zero
	Up                   // away from zero
	Floor                // towards minus infinity
	Ceil                 // towards plus infinity
)

// Round is a as a whole number, and false when that does not fit 64 bits.
func (a Num) Round(m Mode) (int64, bool) { return a.whole(m).Int64() }

// Floor is the greatest whole number that is not above a.
func (a Num) Floor() Num { return a.whole(Floor) }

// Ceil is the least whole number that is not below a.
func (a Num) Ceil() Num { return a.whole(Ceil) }

func (a Num) whole(m Mode) Num {
	if a.IsInt() {
		return a
	}
	if a.big != nil {
		q, r := new(big.Int).QuoRem(a.big.Num(), a.big.Denom(), new(big.Int))
		half := new(big.Int).Abs(r)
		half.Lsh(half, 1)
		if away(m, a.big.Sign(), half.Cmp(a.big.Denom()), q.Bit(0) == 1) {
			q.Add(q, big.NewInt(int64(a.big.Sign())))
		}
		return fromRat(new(big.Rat).SetInt(q))
	}
	q, rest := quoRem(a.num, a.den)
	r := abs(rest)
	if away(m, a.Sign(), cmpUint(r, uint64(a.den)-r), q&1 == 1) {
		q += int64(a.Sign()) // cannot overflow: den is at least 2
	}
	return Num{num: q}
}

// away tells whether a number that is not whole is moved one further from zero
// than its whole part. half compares its fraction with one half.
func away(m Mode, sign, half int, odd bool) bool {
	switch m {
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	case Up:
		return true
	case Floor:
		return sign < 0
	case Ceil:
		return sign > 0
	default:
		return false
	}
}
