package compensation

import "strings"

// CurrencyDigits returns how many decimals the minor unit of an ISO 4217
// currency has: 2 for EUR, 0 for JPY, 3 for KWD. It is false for a code that
// the table lacks; codes are upper-case letters.
//
// The table holds the currencies in circulation, and those withdrawn since 2021
// so that old cases can be read. Funds, metals and test codes have no minor
// unit and are left out.
func CurrencyDigits(code string) (digits int, ok bool) {
	unit := unitOf(code)
	if unit == 0 {
		return 0, false
	}
	return unit.digits(), true
}

// unit is a place in the table of currencies, counted from 1; 0 is none.
type unit uint8

func unitOf(code string) unit {
	if len(code) != codeLength || code[0] < 'A' || code[0] > 'Z' {
		return 0
	}
	// Those of one letter stand together, and are few.
	letter := code[0] - 'A'
	for u := starts[letter]; u < starts[letter+1]; u++ {
		if at := int(u) * codeLength; codes[at+1] == code[1] && codes[at+2] == code[2] {
			return unit(u + 1)
		}
	}
	return 0
}

func (u unit) code() string {
	if u == 0 {
		return ""
	}
	return codes[int(u-1)*codeLength : int(u)*codeLength]
}

func (u unit) digits() int { return int(minorDigits[u]) }

// minorDigits are the decimals of each unit.
var minorDigits = func() (digits [1 + len(codes)/codeLength]uint8) {
	for u := range digits {
		switch code := unit(u).code(); {
		case u == 0 || strings.Contains(digits0, code):
		case strings.Contains(digits3, code):
			digits[u] = 3
		case strings.Contains(digits4, code):
			digits[u] = 4
		default:
			digits[u] = 2
		}
	}
	return digits
}()

const codeLength = 3

// codes is sorted and holds codeLength letters for each currency. One constant
// instead of a map costs no start-up and cannot be changed.
const codes = "AEDAFNALLAMDANGAOAARSAUDAWGAZN" +
	"BAMBBDBDTBGNBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZD" +
	"CADCDFCHECHFCHWCLFCLPCNYCOPCOUCRCCUCCUPCVECZK" +
	"DJFDKKDOPDZD" +
	"EGPERNETBEUR" +
	"FJDFKP" +
	"GBPGELGHSGIPGMDGNFGTQGYD" +
	"HKDHNLHRKHTGHUF" +
	"IDRILSINRIQDIRRISK" +
	"JMDJODJPY" +
	"KESKGSKHRKMFKPWKRWKWDKYDKZT" +
	"LAKLBPLKRLRDLSLLYD" +
	"MADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZN" +
	"NADNGNNIONOKNPRNZD" +
	"OMR" +
	"PABPENPGKPHPPKRPLNPYG" +
	"QAR" +
	"RONRSDRUBRWF" +
	"SARSBDSCRSDGSEKSGDSHPSLESLLSOSSRDSSPSTNSVCSYPSZL" +
	"THBTJSTMTTNDTOPTRYTTDTWDTZS" +
	"UAHUGXUSDUSNUYIUYUUYWUZS" +
	"VEDVESVNDVUV" +
	"WST" +
	"XAFXCDXCGXOFXPF" +
	"YER" +
	"ZARZMWZWGZWL"

// starts is how many codes begin with an earlier letter, from A to one behind Z.
const starts = "\x00\x0a\x1a\x29\x2d\x31\x33\x3b\x40\x46\x49\x52\x58\x67\x6d\x6e\x75\x76\x7a\x8a\x93\x9b\x9f\xa0\xa5\xa6\xaa"

// The currencies whose minor unit has not two decimals. The spaces keep
// strings.Contains from finding a code across two others.
const (
	digits0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
	digits3 = "BHD IQD JOD KWD LYD OMR TND"
	digits4 = "CLF UYW"
)
