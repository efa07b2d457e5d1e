package bot

// articlesCommands are those of guilds' own articles.
func articlesCommands() []command {
	find := opt("articles.remove.article", optionString)
	find.Required, find.Autocomplete = true, true
	channel := required(opt("articles.restrict.channel", optionChannel))
	channel.Channels = []int{0, 5, 15} // text, announcement and forum
	return []command{forModerators(chat("articles",
		sub("articles.add", limited("articles.add.link", 2048), opt("articles.add.file", optionAttachment)),
		sub("articles.list", limited("articles.list.search", longestSearch)),
		sub("articles.remove", find),
		sub("articles.refresh"),
		sub("articles.restrict", channel, limited("articles.restrict.search", longestSearch)),
	))}
}

// longestSearch is how much may be searched for among titles: it stands in the
// IDs of buttons.
const longestSearch = 40

// limited is a text of at most so many characters.
func limited(key string, most int) option {
	o := opt(key, optionString)
	o.MaxLength = most
	return o
}
