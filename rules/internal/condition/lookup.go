package condition

import "slices"

// lookup finds the class of a key: how many bounds are not above it.
type lookup struct {
	low    int64 // no bound is below
	bucket uint8 // a bucket of keys is two to this many, from low on
	// table gives for a bucket the bounds not above its beginning; the rest are few.
	// Without it the bounds are halved.
	table  []uint16
	bounds []int64 // ascending
}

const (
	mostSpan   = 64      // of keys that all have a bucket of their own
	mostTable  = 1 << 13 // buckets
	mostBucket = 8       // bounds in a bucket
)

// newLookup is for keys that lie, most of them, between low and high.
func newLookup(bounds []int64, low, high int64) lookup {
	slices.Sort(bounds)
	l := lookup{bounds: slices.Compact(bounds)}
	n := len(l.bounds)
	if n == 0 {
		return l
	}
	if high-low >= mostSpan {
		low, high = l.bounds[0], l.bounds[n-1]
	}
	l.low = min(low, l.bounds[0])
	if n > mostTable {
		return l
	}
	span := uint64(max(high, l.bounds[n-1])) - uint64(l.low)
	for span>>l.bucket >= uint64(min(2*n+mostSpan, mostTable)) {
		l.bucket++
	}
	table, class := make([]uint16, span>>l.bucket+1), 0
	for i := range table {
		begin := uint64(i) << l.bucket
		for class < n && uint64(l.bounds[class])-uint64(l.low) <= begin {
			class++
		}
		table[i] = uint16(class)
		if i > 0 && table[i]-table[i-1] > mostBucket {
			return l
		}
	}
	l.table = table
	return l
}

// class is where a key belongs.
func (l *lookup) class(key int64) int {
	n := len(l.bounds)
	if n == 0 || key < l.low {
		return 0
	}
	if l.table == nil {
		return l.halve(key)
	}
	bucket := (uint64(key) - uint64(l.low)) >> l.bucket
	if bucket >= uint64(len(l.table)) {
		return n
	}
	class := int(l.table[bucket])
	for class < n && l.bounds[class] <= key {
		class++
	}
	return class
}

// halve is the class by halving what is left of the bounds; there is at least one.
func (l *lookup) halve(key int64) int {
	base, n := 0, len(l.bounds)
	for n > 1 {
		half := n / 2
		if l.bounds[base+half-1] <= key {
			base += half
		}
		n -= half
	}
	if l.bounds[base] <= key {
		base++
	}
	return base
}
