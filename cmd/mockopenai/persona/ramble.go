package persona

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// ramble answers at length and in any form but the asked one. What it says is
// partly true, so that a forgiving reader can find something.
func ramble(p *prompt, rng *rand.Rand) string {
	if p.task == taskJudge {
		return rambleVerdict(judge(p), rng)
	}
	d := answer(p)
	c := claim{Text: "There is much to say about this.", Evidence: []evidence{{Passage: 1, Quote: "much to say"}}}
	if len(d.Claims) > 0 {
		c = d.Claims[0]
	}
	forms := []func(claim, draft) string{prose, markdown, halfJSON, wrapped, otherKeys, xml, doubled, apology}
	return forms[rng.IntN(len(forms))](c, d)
}

func prose(c claim, _ draft) string {
	return "Great question! Let me think about this step by step. As everybody knows, context matters.\n\n" +
		c.Text + " (see passage " + fmt.Sprint(c.Evidence[0].Passage) + "). In conclusion, it could be argued that " +
		"opinions differ. Let me know if you need anything else!"
}

func markdown(c claim, _ draft) string {
	return "# Summary\n\n## Key points\n\n* **" + c.Text + "** [^1]\n* _Further reading_: <https://example.com/more>\n\n" +
		"| point | source |\n|---|---|\n| " + c.Text + " | [1](https://example.com) |\n\n[^1]: " + c.Evidence[0].Quote + "\n"
}

// halfJSON breaks off in the middle of a string.
func halfJSON(_ claim, d draft) string {
	raw := string(marshal(d))
	return raw[:len(raw)*2/3]
}

// wrapped puts the JSON into a code fence with talk on both sides.
func wrapped(_ claim, d draft) string {
	return "Sure! Here is the JSON you asked for:\n\n```json\n" + string(marshal(d)) + "\n```\n\nI hope this helps. {\"note\": \"done\"}"
}

// otherKeys is JSON under names of its own.
func otherKeys(c claim, _ draft) string {
	return string(marshal(map[string]any{"answer": c.Text, "sources": []string{c.Evidence[0].Quote}, "confidence": 0.97}))
}

func xml(c claim, _ draft) string {
	return "<thinking>The user wants an answer.</thinking>\n<answer><claim>" + c.Text + "</claim><passage number=\"1\">" +
		c.Evidence[0].Quote + "</passage></answer>"
}

// doubled says everything twice, the second time with nesting gone wrong.
func doubled(_ claim, d draft) string {
	raw := string(marshal(d))
	return raw + "\n" + strings.ReplaceAll(raw, `"evidence":[`, `"evidence":[[`) + "]]}"
}

func apology(c claim, _ draft) string {
	return "I'm sorry, but as a language model I cannot output JSON. " + c.Text
}
