// Package feature is what the features of the bot have in common: who does
// something and where, the requests that a feature gets and the replies it
// gives, and how it declares its commands, buttons, menus and forms. Everything
// in it is a plain value or an interface; package bot brings it to Discord.
package feature
