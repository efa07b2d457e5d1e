package rules

import (
	"strings"

	"footnote/bot/localdiscord/wire"
)

// The limits of a message. Source: Discord's documentation of the message
// resource and of embed limits; DISCORD.md lists them.
const (
	MaxContent   = 2000
	MaxEmbeds    = 10
	MaxEmbedText = 6000 // over all embeds of a message
	MaxFiles     = 10
	MaxFilename  = 1024
	MaxFileText  = 1024 // an attachment's description
)

// messageFlags are the flags that an application may set on a message.
const messageFlags = wire.FlagSuppressEmbeds | wire.FlagSuppressNotifications |
	wire.FlagEphemeral | wire.FlagComponentsV2

// Message checks what is sent to create or edit a message. v2 says that the
// message has the components V2 flag already, which cannot be taken back.
func Message(m wire.MessageSend, v2 bool) Problems {
	var p Problems
	v2 = v2 || m.Flags != nil && *m.Flags&wire.FlagComponentsV2 != 0
	if m.Content != nil {
		p.length("content", *m.Content, 0, MaxContent)
	}
	if m.Flags != nil && *m.Flags&^messageFlags != 0 {
		p.add("flags", "MESSAGE_FLAGS_INVALID", "Only SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS and IS_COMPONENTS_V2 can be set.")
	}
	if m.Embeds != nil {
		p.embeds(*m.Embeds)
	}
	if v2 {
		p.onlyComponents(m)
	}
	if m.Components != nil {
		p.components(*m.Components, v2)
	}
	if m.AllowedMentions != nil {
		p.mentions(*m.AllowedMentions)
	}
	if m.Attachments != nil {
		p.count("attachments", len(*m.Attachments), 0, MaxFiles)
		for i, a := range *m.Attachments {
			p.length(join("attachments", i, "filename"), a.Filename, 0, MaxFilename)
			p.length(join("attachments", i, "description"), a.Description, 0, MaxFileText)
		}
	}
	return p
}

// onlyComponents: with IS_COMPONENTS_V2 the fields content, embeds, poll and
// stickers cannot be used.
// Source: https://discord.com/developers/docs/components/using-message-components
func (p *Problems) onlyComponents(m wire.MessageSend) {
	const code, says = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
	if m.Content != nil && *m.Content != "" {
		p.add("content", code, says, "content")
	}
	if m.Embeds != nil && len(*m.Embeds) > 0 {
		p.add("embeds", code, says, "embeds")
	}
	if len(m.StickerIDs) > 0 {
		p.add("sticker_ids", code, says, "sticker_ids")
	}
	if len(m.Poll) > 0 && string(m.Poll) != "null" {
		p.add("poll", code, says, "poll")
	}
}

// embeds checks each embed's own limits and the 6,000 over all of them.
// Source: https://discord.com/developers/docs/resources/message#embed-limits
func (p *Problems) embeds(list []wire.Embed) {
	p.most("embeds", len(list), MaxEmbeds)
	total := 0
	for i, e := range list {
		total += p.embed(join("embeds", i), e)
	}
	if total > MaxEmbedText {
		p.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", MaxEmbedText)
	}
}

// embed returns how many characters count towards the sum.
func (p *Problems) embed(path string, e wire.Embed) int {
	p.length(join(path, "title"), e.Title, 0, 256)
	p.length(join(path, "description"), e.Description, 0, 4096)
	total := Length(e.Title) + Length(e.Description)
	p.most(join(path, "fields"), len(e.Fields), 25)
	for i, f := range e.Fields {
		p.length(join(path, "fields", i, "name"), f.Name, 1, 256)
		p.length(join(path, "fields", i, "value"), f.Value, 1, 1024)
		total += Length(f.Name) + Length(f.Value)
	}
	if e.Footer != nil {
		p.length(join(path, "footer", "text"), e.Footer.Text, 0, 2048)
		total += Length(e.Footer.Text)
	}
	if e.Author != nil {
		p.length(join(path, "author", "name"), e.Author.Name, 0, 256)
		total += Length(e.Author.Name)
	}
	p.address(join(path, "url"), e.URL, "http", "https")
	if e.Image != nil {
		p.address(join(path, "image", "url"), e.Image.URL, "http", "https", "attachment")
	}
	if e.Thumbnail != nil {
		p.address(join(path, "thumbnail", "url"), e.Thumbnail.URL, "http", "https", "attachment")
	}
	if e.Color < 0 || e.Color > 0xFFFFFF {
		p.add(join(path, "color"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")
	}
	return total
}

// address checks a link that may be absent. Discord allows 2,048 characters.
func (p *Problems) address(path, url string, schemes ...string) {
	if url == "" {
		return
	}
	p.length(path, url, 0, 2048)
	scheme, rest, found := strings.Cut(url, "://")
	for _, s := range schemes {
		if found && rest != "" && strings.EqualFold(s, scheme) && !strings.ContainsAny(url, " \n\t") {
			return
		}
	}
	p.add(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
}

// mentions: parse and the lists exclude each other, and lists hold 100 IDs.
// Source: https://discord.com/developers/docs/resources/message#allowed-mentions-object
func (p *Problems) mentions(m wire.AllowedMentions) {
	for i, kind := range m.Parse {
		switch kind {
		case "users", "roles", "everyone":
		default:
			p.add(join("allowed_mentions.parse", i), "BASE_TYPE_CHOICES", "Value must be one of ('users', 'everyone', 'roles').")
		}
		if kind == "users" && len(m.Users) > 0 || kind == "roles" && len(m.Roles) > 0 {
			p.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse:[%q] and %s: [ids...] are mutually exclusive.", kind, kind)
		}
	}
	p.most("allowed_mentions.users", len(m.Users), 100)
	p.most("allowed_mentions.roles", len(m.Roles), 100)
}
