package condition

// room makes values several at a time, the more the more there are.
type room[T any] struct {
	list []T
	used int
}

// next is room for a value; what it holds is left over from an earlier one.
func (r *room[T]) next() *T {
	const first, most = 8, 128
	if r.used == len(r.list) {
		*r = room[T]{list: make([]T, min(max(first, 2*len(r.list)), most))} // who uses the others keeps them
	}
	r.used++
	return &r.list[r.used-1]
}

// back gives back what was made since the room was as before.
func (r *room[T]) back(before room[T]) {
	if len(before.list) > 0 && &r.list[0] == &before.list[0] {
		r.used = before.used
	} else {
		r.used = 0
	}
}
