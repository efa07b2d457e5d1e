package text

import "regexp"

// quotations are what stands within quotation marks.
var quotations = regexp.MustCompile(`“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]`)

// WithoutQuotations is a text with "…" for what stands within quotation marks.
func WithoutQuotations(raw string) string { return quotations.ReplaceAllString(raw, " … ") }
