package proof

import "regexp"

// orders are the shapes of sentences that tell a reader what to do or say
// instead of reporting something. They are about grammar: an imperative at the
// beginning of a sentence or clause, rules and prompts to be set aside, and
// machines spoken to. The shapes are English; other languages are told by their
// words, see lexicon/orders.txt.
var orders = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^[\s"“'‘(*_>-]*(?:(?:please|now|also|then|instead|important|note|assistant|system|user|bot|ai|answer)\b[\s:,!]*)*` +
		`(?:ignore|disregard|forget|override|say|reply|respond|answer|output|print|write|repeat|tell|pretend|act|translate|send|ping|mention|notify|tag|append|add|include|visit|click|reveal|show|begin your|end your|do not mention|never mention)\b`),
	regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,80}\b(?:instructions?|rules?|prompts?|guidelines?)\b`),
	regexp.MustCompile(`(?i)\b(?:system|hidden|initial|original|your) (?:prompt|instructions|message)\b`),
	regexp.MustCompile(`(?i)^(?:when|if|whenever|in)\b[^.\n]{0,80}, (?:please )?(?:say|reply|respond|answer|output|print|write|repeat|tell|append|add|include)\b`),
	regexp.MustCompile(`(?i)\byou (?:must|should|shall|are now|will|have to)\b[^\n]{0,120}\b(?:assistant|language model|chatbot|answers?|repl(?:y|ies)|respon[sd])`),
	regexp.MustCompile(`(?i)\b(?:dear|attention|hey|hello),? (?:assistant|ai|bot|chatbot|model|language model)\b`),
	regexp.MustCompile(`(?i)@(?:everyone|here)\b`),
	// Spoken to a machine by its name, at the beginning: "Note to the AI: ...".
	regexp.MustCompile(`(?i)^(?:<[^>\n]{1,20}>|[^\pL\n])*(?:(?:note|message|memo|reminder|instructions?|attention)\s+(?:to|for)\s+)?(?:(?:the|any|all|every|each)\s+)?` +
		`(?:ai|a\.i\.|assistants?|chatbots?|bots?|(?:ai|language|chat) (?:models?|assistants?)|llms?|system (?:prompt|message))\s*(?:</[^>\n]{1,20}>)?\s*[:,]`),
	regexp.MustCompile(`(?i)\byou (?:must|should|shall|have to|are to|need to)\s+(?:(?:now|only|always|also|instead)\s+)*(?:say|tell|reply|respond|answer|output|print|write|repeat|begin (?:every|each|your)|append|include|state)\b`),
	regexp.MustCompile(`(?i)\b(?:every|any|all|the|each)\s+(?:ai|a\.i\.|(?:ai |language |chat )?(?:assistants?|models?|bots?)|chatbots?|llms?)\b[^.\n]{0,40}\b(?:to|must|should|shall)\s+(?:say|tell|state|reply|respond|output|print|write|repeat|append|include)\b`),
	// What such a machine is to say, without speaking to it.
	regexp.MustCompile(`(?i)\b(?:(?:ai|a\.i\.)(?: (?:systems?|agents?|tools?|models?|assistants?|bots?|readers?))?|(?:large )?(?:language|chat) models?|chatbots?|llms?)\b[^.\n]{0,40}` +
		`\b(?:must|should|shall|are to|is to|need to)\s+(?:\w+\s+){0,2}(?:say|state|tell|reply|respond|answer|claim|report)\b[^.\n]{0,30}\bthat\b`),
	// Tokens that divide the turns of a chat, and headings that imitate them.
	regexp.MustCompile(`(?i)<\|[\w ]{1,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|<(?:start|end)_of_turn>|</?s>`),
	regexp.MustCompile(`(?i)^[\s#>*_-]*(?:system|developer|assistant) (?:prompt|message|instructions?|note)\s*[*_]*:`),
	// Tags with which prompts are put together.
	regexp.MustCompile(`(?i)</?(?:passage|system|instructions?|prompt|assistant|user)(?:-\w+)?\s*>`),
	// The form of a model's own replies, and an imperative behind any bracket.
	regexp.MustCompile(`"(?:claims|evidence|unanswered)"\s*:\s*["\[]`),
	regexp.MustCompile(`(?i)[}\])>]\s+(?:say|reply|respond|answer|output|print|write|repeat)\b(?: (?:only|with|exactly))*:?\s*["“'‘]`),
	// Words to be brought in as they stand.
	regexp.MustCompile(`(?i)\b(?:include|repeat|append|insert|output|print)\b[^.\n]{0,30}["“'‘][^"”\n]{1,200}["”'’][^.\n]{0,20}\b(?:verbatim|word for word|exactly)\b`),
}

// innerStart is where another sentence begins within what was taken for one, as
// happens behind quotation marks that do not close.
var innerStart = regexp.MustCompile(`[.!?…]["”’»)\]]*\s+`)

// IsOrder tells whether a sentence, or one within it, gives orders. Such a
// sentence is no evidence of anything: an article that says "reply with X" does
// not report X.
func IsOrder(sentence string) bool {
	if matchesOrder(sentence) {
		return true
	}
	for _, at := range innerStart.FindAllStringIndex(sentence, -1) {
		if matchesOrder(sentence[at[1]:]) {
			return true
		}
	}
	return false
}

func matchesOrder(sentence string) bool {
	for _, o := range orders {
		if o.MatchString(sentence) {
			return true
		}
	}
	t := readText(sentence)
	for _, g := range tongues() {
		if g.orders(t) {
			return true
		}
	}
	return false
}
