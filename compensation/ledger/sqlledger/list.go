package sqlledger

import "strconv"

// list is rows to write, one value after another: the parameters of statements that
// write some rows each, or a column each as a list that PostgreSQL reads.
type list struct {
	width   int
	count   int // of values
	values  []any
	columns [][]byte // nil where values are wanted
}

func newList(width int, columns bool) list {
	l := list{width: width}
	if columns {
		l.columns = make([][]byte, width)
	}
	return l
}

func (l *list) rows() int { return l.count / l.width }

// expect makes room for so many rows.
func (l *list) expect(rows int) {
	if l.columns == nil {
		l.values = make([]any, 0, rows*l.width)
		return
	}
	const digits = 20
	room := make([]byte, rows*digits*l.width)
	for i := range l.columns {
		l.columns[i], room = room[:0:rows*digits], room[rows*digits:]
	}
}

// next is the column of the next value, with what separates it from the one before.
func (l *list) next() *[]byte {
	column := &l.columns[l.count%l.width]
	separator := byte(',')
	if l.count < l.width {
		separator = '{'
	}
	*column = append(*column, separator)
	l.count++
	return column
}

func (l *list) integer(v int64) {
	if l.columns == nil {
		l.value(v)
		return
	}
	column := l.next()
	*column = strconv.AppendInt(*column, v, 10)
}

func (l *list) text(v string) {
	if l.columns == nil {
		l.value(v)
		return
	}
	column := l.next()
	*column = appendQuoted(*column, v)
}

func (l *list) maybe(v *int64) {
	switch {
	case v != nil:
		l.integer(*v)
	case l.columns == nil:
		l.value(nil)
	default:
		column := l.next()
		*column = append(*column, "NULL"...)
	}
}

func (l *list) value(v any) {
	l.values = append(l.values, v)
	l.count++
}

// array is a column as PostgreSQL reads it.
func (l *list) array(column int) string {
	if l.count == 0 {
		return "{}"
	}
	return string(append(l.columns[column], '}'))
}
