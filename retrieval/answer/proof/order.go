package proof

import "regexp"

// orders are the shapes of sentences that tell a reader what to do or say
// instead of reporting something. They are about grammar: an imperative at the
// beginning of a sentence or clause, rules and prompts to be set aside, and
// machines spoken to.
var orders = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^[\s"“'‘(*_>-]*(?:(?:please|now|also|then|instead|important|note|assistant|system|user|bot|ai|answer)\b[\s:,!]*)*` +
		`(?:ignore|disregard|forget|override|say|reply|respond|answer|output|print|write|repeat|tell|pretend|act|translate|send|ping|mention|notify|tag|append|add|include|visit|click|reveal|show|begin your|end your|do not mention|never mention)\b`),
	regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,80}\b(?:instructions?|rules?|prompts?|guidelines?)\b`),
	regexp.MustCompile(`(?i)\b(?:system|hidden|initial|original|your) (?:prompt|instructions|message)\b`),
	regexp.MustCompile(`(?i)^(?:when|if|whenever|in)\b[^.\n]{0,80}, (?:please )?(?:say|reply|respond|answer|output|print|write|repeat|tell|append|add|include)\b`),
	regexp.MustCompile(`(?i)\byou (?:must|should|shall|are now|will|have to)\b[^\n]{0,120}\b(?:assistant|language model|chatbot|answers?|repl(?:y|ies)|respon[sd])`),
	regexp.MustCompile(`(?i)\b(?:dear|attention|hey|hello),? (?:assistant|ai|bot|chatbot|model|language model)\b`),
	regexp.MustCompile(`(?i)@(?:everyone|here)\b`),
}

// IsOrder tells whether a sentence gives orders. Such a sentence is no
// evidence of anything: an article that says "reply with X" does not report X.
func IsOrder(sentence string) bool {
	for _, o := range orders {
		if o.MatchString(sentence) {
			return true
		}
	}
	return false
}
