package house

// narrow are the packages that corpus reads articles with, those that the local Discord
// is made of and those that answers are made and proven with, each with what alone it may import of the project.
var narrow = map[string][]string{
	"corpus/pdf":         nil,
	"corpus/sheets":      nil,
	"corpus/sandbox":     nil,
	"corpus/plaintext":   nil,
	"corpus/date":        {"corpus/plaintext"},
	"corpus/sentence":    {"corpus/plaintext", "corpus/date"},
	"corpus/document":    {"corpus/plaintext", "corpus/date", "corpus/sentence"},
	"corpus/encoding":    nil,
	"corpus/container":   {"corpus/document"},
	"corpus/frontmatter": {"corpus/plaintext", "corpus/document"},
	"corpus/chat":        {"corpus/plaintext", "corpus/date", "corpus/document"},
	"corpus/block":       {"corpus/plaintext", "corpus/date", "corpus/sentence", "corpus/document", "corpus/frontmatter", "corpus/chat"},
	"corpus/table":       {"corpus/plaintext", "corpus/sentence", "corpus/document", "corpus/encoding"},
	"corpus/rst":         {"corpus/plaintext", "corpus/sentence", "corpus/document", "corpus/block", "corpus/table"},
	"corpus/docx":        {"corpus/plaintext", "corpus/document", "corpus/container"},
	"corpus/pptx":        {"corpus/plaintext", "corpus/document", "corpus/container", "corpus/table"},
	"corpus/xlsx":        {"corpus/plaintext", "corpus/document", "corpus/container", "corpus/table"},
	"corpus/html":        {"corpus/plaintext", "corpus/date", "corpus/sentence", "corpus/document", "corpus/encoding", "corpus/chat", "corpus/sheets"},
	"corpus/epub":        {"corpus/plaintext", "corpus/date", "corpus/document", "corpus/container", "corpus/html"},
	"corpus/boilerplate": {"corpus/plaintext", "corpus/date", "corpus/sentence", "corpus/document", "corpus/chat", "corpus/block"},

	"bot/localdiscord/faults":       nil,
	"bot/localdiscord/ratelimit":    nil,
	"bot/localdiscord/transport":    nil,
	"bot/localdiscord/traffic":      nil,
	"bot/localdiscord/wire":         {"bot/localdiscord/perm"},
	"bot/localdiscord/rules":        {"bot/localdiscord/wire"},
	"bot/localdiscord/refusal":      {"bot/localdiscord/rules"},
	"bot/localdiscord/rest":         {"bot/localdiscord/refusal", "bot/localdiscord/ratelimit", "bot/localdiscord/wire"},
	"bot/localdiscord/gateway":      {"bot/localdiscord/ratelimit", "bot/localdiscord/traffic", "bot/localdiscord/wire"},
	"bot/localdiscord/world":        {"bot/localdiscord/perm", "bot/localdiscord/refusal", "bot/localdiscord/rules", "bot/localdiscord/traffic", "bot/localdiscord/wire"},
	"bot/localdiscord/commands":     {"bot/localdiscord/perm", "bot/localdiscord/refusal", "bot/localdiscord/rules", "bot/localdiscord/wire", "bot/localdiscord/world"},
	"bot/localdiscord/interactions": {"bot/localdiscord/perm", "bot/localdiscord/refusal", "bot/localdiscord/rules", "bot/localdiscord/wire", "bot/localdiscord/world"},
	"bot/localdiscord/api":          {"bot/localdiscord/commands", "bot/localdiscord/interactions", "bot/localdiscord/perm", "bot/localdiscord/refusal", "bot/localdiscord/gateway", "bot/localdiscord/rest", "bot/localdiscord/wire", "bot/localdiscord/world"},
	"bot/localdiscord/people":       {"bot/localdiscord/commands", "bot/localdiscord/interactions", "bot/localdiscord/perm", "bot/localdiscord/refusal", "bot/localdiscord/rules", "bot/localdiscord/wire", "bot/localdiscord/world"},
	"bot/localdiscord/events":       {"bot/localdiscord/world"},

	"retrieval/answer/budget":           nil,
	"retrieval/answer/extract":          {"corpus", "corpus/sentence", "retrieval", "retrieval/language", "retrieval/terms", "retrieval/text/...", "retrieval/answer/asking", "retrieval/answer/fixed", "retrieval/answer/injection", "retrieval/answer/nearness", "retrieval/answer/quotation", "retrieval/answer/speaker"},
	"retrieval/answer/speaker":          {"retrieval/terms", "retrieval/text/...", "retrieval/answer/asking"},
	"retrieval/answer/once":             {"retrieval"},
	"retrieval/answer/llm":              {"retrieval", "retrieval/answer/budget", "retrieval/answer/writing"},
	"retrieval/answer/injection":        {"retrieval/text"},
	"retrieval/answer/quotation":        {"corpus/plaintext", "corpus/block"},
	"retrieval/answer/proof/evidence":   nil,
	"retrieval/answer/proof/syntax":     {"corpus/block", "retrieval/text/..."},
	"retrieval/answer/proof/facts":      {"retrieval/text/...", "retrieval/answer/proof/evidence", "retrieval/answer/proof/syntax"},
	"retrieval/answer/proof/reference":  {"retrieval/text/...", "retrieval/answer/proof/syntax"},
	"retrieval/answer/proof/alignment":  {"retrieval/text/...", "retrieval/answer/proof/evidence", "retrieval/answer/proof/reference", "retrieval/answer/proof/syntax"},
	"retrieval/answer/proof/entailment": {"retrieval/text/...", "retrieval/answer/proof/evidence", "retrieval/answer/proof/syntax", "retrieval/answer/proof/facts", "retrieval/answer/proof/alignment"},
}

// narrowed forbids each of them what is not listed for it.
func narrowed() []arrow {
	var list []arrow
	for r, may := range narrow {
		list = append(list, arrow{from: r, to: []string{module + "..."}, except: may, why: "it imports only what is listed for it"})
	}
	return list
}
