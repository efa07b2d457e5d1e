package mockserver

import (
	"slices"
	"strings"
)

// thinkFirst puts thoughts before the words, as reasoning models do.
func (c *completion) thinkFirst(p plan) {
	if p.think == 0 {
		return
	}
	thoughts := slices.Repeat([]string{" hmm"}, p.think)
	if p.reasons {
		c.thoughts = thoughts
		return
	}
	c.tokens = slices.Concat([]string{"<think>"}, thoughts, []string{"</think>"}, c.tokens)
}

// limit cuts a reply to n tokens, thoughts included; 0 is no limit.
func (c *completion) limit(n int) {
	if n <= 0 || len(c.thoughts)+len(c.tokens) <= n {
		return
	}
	c.finish = "length"
	c.thoughts = c.thoughts[:min(len(c.thoughts), n)]
	c.tokens = c.tokens[:n-len(c.thoughts)]
}

// message is the reply as one message.
func (c *completion) message() map[string]any {
	m := map[string]any{"role": "assistant", "content": c.text(), "refusal": nil}
	if len(c.thoughts) > 0 {
		m["reasoning_content"] = strings.Join(c.thoughts, "")
	}
	return m
}
