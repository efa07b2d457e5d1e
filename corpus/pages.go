package corpus

import "slices"

// Page returns the number, counted from 1, of the page that holds the byte of
// Text at, and 0 for an article without pages.
func (a *Article) Page(at int) int {
	first, found := slices.BinarySearch(a.Pages, at)
	for found && first < len(a.Pages) && a.Pages[first] == at { // empty pages before it begin there too
		first++
	}
	return first
}
