package looks

import "testing"

// What looks alike is one text.
func TestPlain(t *testing.T) {
	for s, want := range map[string]string{
		"Node.js, 3.5": "Node.js, 3.5", "ｂａｎｋ．ｅｘａｍｐｌｅ": "bank.example", "bank․example": "bank.example", "bank۔example": "bank.example",
		"b\u200ban\u00adk": "bank", "g\ufe0fg": "gg", "caf\u0065\u0301": "café", "e\u20dd": "e", "\U000e0041b": "b", "ⓒⓞⓜ": "com", "": "",
	} {
		if got := Plain(s); got != want {
			t.Errorf("Plain(%q) = %q, want %q", s, got, want)
		}
	}
}
