package wire

// Intent is a bit of the gateway's intents: which events a bot wants.
// Source: https://discord.com/developers/docs/events/gateway#list-of-intents
type Intent int

// The intents that events here belong to.
const (
	IntentGuilds          Intent = 1 << 0
	IntentGuildMembers    Intent = 1 << 1 // privileged
	IntentPresences       Intent = 1 << 8 // privileged
	IntentGuildMessages   Intent = 1 << 9
	IntentGuildReactions  Intent = 1 << 10
	IntentGuildTyping     Intent = 1 << 11
	IntentDirectMessages  Intent = 1 << 12
	IntentDirectReactions Intent = 1 << 13
	IntentDirectTyping    Intent = 1 << 14
	IntentMessageContent  Intent = 1 << 15 // privileged
	PrivilegedIntents            = IntentGuildMembers | IntentPresences | IntentMessageContent
	KnownIntents          Intent = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
	appFlagPresences             = 1 << 13
	appFlagMembers               = 1 << 15
	appFlagMessageContent        = 1 << 19
	appFlagCommandBadge          = 1 << 23
)

// AppFlags are the application flags that show which privileged intents a
// small application has switched on (the LIMITED flags).
func AppFlags(on Intent) int {
	flags := appFlagCommandBadge
	for intent, flag := range map[Intent]int{
		IntentPresences: appFlagPresences, IntentGuildMembers: appFlagMembers,
		IntentMessageContent: appFlagMessageContent,
	} {
		if on&intent != 0 {
			flags |= flag
		}
	}
	return flags
}
