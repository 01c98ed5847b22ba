package compensation

// Failure is what the client was deprived of. The remedy that resembles the
// loss works best. The zero value is missing.
type Failure string

// The failures.
const (
	FailureService   Failure = "service"   // something that should have been done
	FailureGoods     Failure = "goods"     // a thing that was faulty, wrong or lost
	FailureMoney     Failure = "money"     // an overcharge, a fee, a proven loss
	FailureAttention Failure = "attention" // neglect, rudeness, silence
	FailureUnknown   Failure = "unknown"
)

// Responsibility is whose doing the incident was. The zero value is missing.
type Responsibility string

// The responsibilities.
const (
	ResponsibilityOurs       Responsibility = "ours"
	ResponsibilityShared     Responsibility = "shared"
	ResponsibilityThirdParty Responsibility = "third_party" // a carrier, a supplier, a thief
	ResponsibilityClient     Responsibility = "client"
	ResponsibilityNobody     Responsibility = "nobody" // the weather
	ResponsibilityUnknown    Responsibility = "unknown"
)

// FoundBy is who spoke of the incident first. The zero value is missing.
type FoundBy string

// Who found it.
const (
	FoundByUs      FoundBy = "us"
	FoundByClient  FoundBy = "client"
	FoundByUnknown FoundBy = "unknown"
)

// Evidence is how sure it is that the incident happened as told. The zero value
// is missing.
type Evidence string

// The evidence.
const (
	EvidenceConfirmed Evidence = "confirmed"
	EvidenceClaimed   Evidence = "claimed"
	EvidenceNone      Evidence = "none"
	EvidenceUnknown   Evidence = "unknown"
)
