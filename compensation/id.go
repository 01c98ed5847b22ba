package compensation

import (
	"strconv"
	"strings"
)

// CompensationID names the compensation in the ledger: ID if there is one, else
// "incident/client/order/refused" of Incident.ID, Client.ID, Order.ID (which may
// be empty) and History.Refused, with each % and / in them written as %25 and
// %2F, so that no two cases share an id by accident. It is empty, and cannot be
// reserved, without ID and without incident and client.
//
// An id is never random and never a hash of the case: two agents who judge the
// same incident differently must not pay twice.
func (c *Case) CompensationID() string {
	var text strings.Builder
	return c.compensationID(&text)
}

// compensationID writes the id behind a text, unless the case has it.
func (c *Case) compensationID(text *strings.Builder) string {
	if c.ID != "" || c.Incident.ID == "" || c.Client.ID == "" {
		return c.ID
	}
	var room [96]byte
	id := append(append(room[:0], escape(c.Incident.ID)...), '/')
	id = append(append(id, escape(c.Client.ID)...), '/')
	id = append(append(id, escape(c.Order.ID)...), '/')
	return write(text, strconv.AppendInt(id, int64(c.History.Refused), 10), 0)
}

// write adds a part to a text, and returns it. If that takes new room, it has so many
// letters more.
func write(text *strings.Builder, part []byte, more int) string {
	from := text.Len()
	if text.Cap()-from < len(part) {
		text.Grow(len(part) + more)
	}
	text.Write(part)
	return text.String()[from:]
}

func escape(part string) string {
	for i := range len(part) {
		if part[i] == '%' || part[i] == '/' {
			return strings.NewReplacer("%", "%25", "/", "%2F").Replace(part)
		}
	}
	return part
}
