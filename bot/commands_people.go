package bot

// peopleCommands are those of gaps, corrections, settings, figures and of what
// is kept about people.
func peopleCommands() []command {
	return []command{
		forModerators(chat("settings")),
		forModerators(chat("gaps")),
		forModerators(chat("audit")),
		forModerators(chat("stats", chosen("stats.days", "7", "30", "90"))),
		forModerators(onMessage("correct")),
		chat("privacy"),
	}
}
