package persona

import (
	"fmt"
	"strings"
)

// ramble answers at length and in any form but the asked one. What it says is
// partly true, so that a forgiving reader can find something.
func ramble(p *prompt) string {
	r, text, quote := answer(p), "There is much to say about this.", "much to say"
	if p.task == taskJudge {
		r = judge(p)
		text = "I find this " + r.Verdict + "."
	}
	if len(r.Claims) > 0 {
		text, r.Evidence = r.Claims[0].Text, r.Claims[0].Evidence
	}
	if len(r.Evidence) > 0 {
		quote = r.Evidence[0].Quote
	}
	raw := r.json()
	forms := []string{
		"Great question! Let me think about this step by step. As everybody knows, context matters.\n\n" + text +
			" In conclusion, it could be argued that opinions differ. Let me know if you need anything else!",
		"# Summary\n\n## Key points\n\n* **" + text + "** [^1]\n* _Further reading_: <https://example.com/more>\n\n" +
			"| point | source |\n|---|---|\n| " + text + " | [1](https://example.com) |\n\n[^1]: " + quote + "\n",
		raw[:len(raw)*2/3], // breaks off
		"Sure! Here is the JSON you asked for:\n\n```json\n" + raw + "\n```\n\nI hope this helps. {\"note\": \"done\"}",
		fmt.Sprintf(`{"answer": %q, "sources": [%q], "confidence": 0.97}`, text, quote),
		"<thinking>The user wants an answer.</thinking>\n<answer><claim>" + text + "</claim><passage number=\"1\">" + quote + "</passage></answer>",
		raw + "\n" + strings.ReplaceAll(raw, `"evidence":[`, `"evidence":[[`) + "]]}", // twice, the second time with nesting gone wrong
		"I'm sorry, but as a language model I cannot output JSON. " + text,
	}
	return forms[p.random().IntN(len(forms))]
}
