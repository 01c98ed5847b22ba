package archetype_test

import (
	"fmt"

	"github.com/amendsgo/amends/archetype"
)

func Example() {
	kind, err := archetype.Parse("entitled")
	if err != nil {
		fmt.Println(err)
		return
	}
	page := kind.Profile()
	fmt.Println(page.Name)
	for _, line := range page.Avoid {
		fmt.Println("avoid:", line)
	}
	for i, step := range page.Steps[:3] {
		fmt.Printf("%d. %s\n", i+1, step.Text())
	}
	// Output:
	// Entitled
	// avoid: Haggling.
	// avoid: Raising the offer because they insist.
	// 1. Let them finish, then say the problem back in their own terms: "Do I understand that …?"
	// 2. Say that you are sorry and take it on, whoever is at fault; no word against a supplier or a colleague.
	// 3. Check what happened, and when, before any sum is named; give the benefit of the doubt meanwhile.
}

func ExampleParse() {
	_, err := archetype.Parse("know-it-all")
	fmt.Println(err)
	// Output: unknown archetype "know-it-all": did you mean "know_it_all"?
}
