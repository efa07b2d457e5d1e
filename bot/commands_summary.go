package bot

import (
	"footnote/bot/words"
	"footnote/retrieval/answer/summary"
)

// summaryCommands are those of summaries and digests.
func summaryCommands() []command {
	channel := func(key string) option {
		o := opt(key, optionChannel)
		o.Channels = writable
		return o
	}
	text := func(key string, most int) option {
		o := opt(key, optionString)
		o.MaxLength = most
		return o
	}
	articles := text("summary.articles", 1000)
	articles.Autocomplete = true
	zone := required(text("digest.create.zone", 60))
	zone.Autocomplete = true
	digest := func(key string) option {
		o := required(text(key, 20))
		o.Autocomplete = true
		return o
	}
	return []command{
		forModerators(chat("summary",
			text("summary.topic", 300), channel("summary.discussion"), text("summary.since", 40), text("summary.until", 40), articles,
			chosen("summary.length", "short", "medium", "long"),
			chosen("summary.style", string(summary.Bullets), string(summary.Timeline), string(summary.Briefing)),
			channel("summary.channel"), languages("summary.language"), between(opt("summary.last", optionInteger), 1, 1000))),
		forModerators(chat("digest",
			sub("digest.create",
				required(chosen("digest.create.every", "day", "week", "month")), required(text("digest.create.at", 8)), zone,
				required(channel("digest.create.channel")),
				chosen("digest.create.weekday", "1", "2", "3", "4", "5", "6", "0"),
				between(opt("digest.create.day", optionInteger), 1, 31), languages("digest.create.language")),
			sub("digest.list"), sub("digest.pause", digest("digest.pause.digest")), sub("digest.delete", digest("digest.delete.digest")))),
	}
}

// languages is an option with the languages that the bot speaks, each by its
// own name.
func languages(key string) option {
	o := opt(key, optionString)
	for _, locale := range words.Locales() {
		o.Choices = append(o.Choices, choice{Name: words.In(locale).Say("language"), Value: locale})
	}
	return o
}
