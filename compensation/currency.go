package compensation

import (
	"sort"
	"strings"
)

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
	if len(code) != codeLength {
		return 0
	}
	i := sort.Search(len(codes)/codeLength, func(i int) bool {
		return codes[i*codeLength:(i+1)*codeLength] >= code
	}) * codeLength
	if i >= len(codes) || codes[i:i+codeLength] != code {
		return 0
	}
	return unit(i/codeLength + 1) //nolint:gosec // the table has fewer than 256 currencies
}

func (u unit) code() string {
	if u == 0 {
		return ""
	}
	return codes[int(u-1)*codeLength : int(u)*codeLength]
}

func (u unit) digits() int {
	switch code := u.code(); {
	case strings.Contains(digits0, code):
		return 0
	case strings.Contains(digits3, code):
		return 3
	case strings.Contains(digits4, code):
		return 4
	}
	return 2
}

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

// The currencies whose minor unit has not two decimals. The spaces keep
// strings.Contains from finding a code across two others.
const (
	digits0 = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
	digits3 = "BHD IQD JOD KWD LYD OMR TND"
	digits4 = "CLF UYW"
)
