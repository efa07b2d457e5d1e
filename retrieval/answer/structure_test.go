package answer_test

import (
	"strings"
	"testing"

	"footnote/retrieval/answer"
)

const ferryPrices = `# Ferry

The ferry of Sundby crosses the sound six times a day and takes forty cars. It was built in 1994.

| Ticket | Price | Weight allowed |
| ------ | ----- | -------------- |
| Cyclist | 12 marks | 30 kg |
| Lorry | 240 marks | 18 t |

The ferry takes cyclists first, and a cyclist may board twice a day.
`

const ferryHire = `# Hire

The shed of Sundby lends what a day on the water takes. It opened in 1994 with two rooms.

| Thing | Price | Deposit |
| ----- | ----- | ------- |
| Paddle | 9 marks | 20 marks |
| Canoe | 60 marks | 300 marks |
| Wetsuit | 25 marks | 90 marks |

A paddle is made of ash. A guest with a paddle may go out twice, and the paddle is never lent alone.

Many guests ask what a paddle does, and the shed shows them how a paddle is held.
`

const ferryQuestions = `# Questions

**Q: Is the ferry open in winter?**

A: From December to March it rests.

**Q: May I take a horse aboard?**

A: Only in a trailer.
`

const ferryRules = `# Rules

## Deck

### Blue Card

From the second trip on, whoever holds one boards before the others.

## Cabin

### Red Card

From the fifth trip on, the bunk is free of charge.
`

const ferryNews = `# News

## 2.10.0

- A ticket is now valid for nine days.

## 2.9.1

- A ticket is valid for four days.
`

const ferryCommand = "# Ramp\n\nThe ramp of Sundby is moved by a small program. Run `ps aux | grep ramp` to see whether the ramp runs. It writes a log each night.\n"

const ferryDuties = `The mate of the ferry has these duties:

- count the cars before the gate is shut,
- read the depth of the channel,
- write the log when the ferry is moored.

The master steers.
`

const ferryChat = `[04/05/2031 10:17] dee
Is the ramp still closed?

[04/05/2031 10:18] cy
The ramp was mended on Friday, so cars may board again.
`

const ferryCodes = `# Signals of the ferry

The ferry of Sundby crosses the sound six times a day and takes forty cars. It was built in 1994.

| Signal | Meaning |
| ------ | ------- |
| 7301 | The ramp is locked |
| 7302 | The deck is full |

1. Cyclists board first.
2. Lorries board after the cars.
`

// What stands above a sentence is evidence for it: headings, the head of a
// column, the question of a pair; and a question answers nothing.
func TestAnswersFromStructure(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, question, want string }{
		{"row with its heads", ferryPrices, "what is the price for a lorry?", "Lorry – Price: 240 marks; Weight allowed: 18 t"},
		{"another word for the head", ferryPrices, "how much does a cyclist cost?", "Cyclist – Price: 12 marks; Weight allowed: 30 kg"},
		{"the row asked for, before prose on the same thing", ferryHire, "how much does a paddle cost?", "Paddle – Price: 9 marks; Deposit: 20 marks"},
		{"its other column", ferryHire, "what is the deposit for a wetsuit?", "Wetsuit – Price: 25 marks; Deposit: 90 marks"},
		{"answer below its question", ferryQuestions, "is the ferry open in winter?", "From December to March it rests."},
		{"heading names it", ferryRules, "what does the Red Card do?", "From the fifth trip on, the bunk is free of charge."},
		{"the newest release", ferryNews, "for how long is a ticket valid?", "2.10.0: A ticket is now valid for nine days."},
		{"the release asked for", ferryNews, "for how long is a ticket valid in 2.9?", "2.9.1: A ticket is valid for four days."},
		{"a code", ferryCodes, "my screen shows 7302, help?", "Signal 7302 – Meaning: The deck is full"},
		{"item by its number", ferryCodes, "what is signal 2?", "Lorries board after the cars."},
		{"a bar in a sentence", ferryCommand, "how do I see whether the ramp runs?", "Run ps aux | grep ramp to see whether the ramp runs."},
		{"a list by the number of its items", ferryDuties, "what are the three duties of the mate?", "The mate of the ferry has these duties: - count the cars"},
		{"no echo of a question", ferryChat, "is the ramp still closed?", "The ramp was mended on Friday, so cars may board again."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, c.question, article("ferry", c.text))
			if len(a.Claims) == 0 || !strings.Contains(a.Claims[0].Text, c.want) {
				t.Errorf("got %+v (%s), want first with %q", a.Claims, a.Reason, c.want)
			}
		})
	}
}

// A quote is shown without the bars and the rule of its table.
func TestQuoteTextOfRows(t *testing.T) {
	t.Parallel()
	const quote = "| Tool | Price |\n| --- | ---: |\n| Oar | 15 |"
	if got, want := answer.QuoteText(quote), "Tool · Price\n\nOar · 15"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := answer.ClaimText(quote), "Tool · Price Oar · 15"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
