package feature

// Posted is a message that the bot has posted, by its ID and channel.
type Posted struct{ ID, Channel string }
