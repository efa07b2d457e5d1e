// Package sheets finds the elements of a web page that its own style sheets, the
// contents of <style>, keep from the reader's sight for good: by display, visibility,
// size, opacity, colour or place. What a click shows is not among them: a sheet that
// hides an element and shows it in another state (open, active, checked) says so.
//
// Style sheets of other addresses are not fetched, so that only what stands in the
// page is judged.
package sheets
