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
	if c.ID != "" {
		return c.ID
	}
	if c.Incident.ID == "" || c.Client.ID == "" {
		return ""
	}
	return escape(c.Incident.ID) + "/" + escape(c.Client.ID) + "/" + escape(c.Order.ID) + "/" + strconv.Itoa(c.History.Refused)
}

func escape(part string) string {
	if strings.IndexByte(part, '%') < 0 && strings.IndexByte(part, '/') < 0 {
		return part
	}
	return strings.NewReplacer("%", "%25", "/", "%2F").Replace(part)
}
