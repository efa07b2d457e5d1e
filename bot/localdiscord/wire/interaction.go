package wire

import "footnote/bot/localdiscord/perm"

// Types of Interaction.
const (
	InteractionPing         = 1
	InteractionCommand      = 2
	InteractionComponent    = 3
	InteractionAutocomplete = 4
	InteractionModal        = 5
)

// Types of Callback.
const (
	CallbackPong           = 1
	CallbackMessage        = 4
	CallbackDeferred       = 5
	CallbackDeferredUpdate = 6
	CallbackUpdate         = 7
	CallbackAutocomplete   = 8
	CallbackModal          = 9
)

// Interaction is what INTERACTION_CREATE carries.
type Interaction struct {
	ID                           string            `json:"id"`
	ApplicationID                string            `json:"application_id"`
	Type                         int               `json:"type"`
	Data                         *InteractionData  `json:"data,omitempty"`
	Guild                        *InteractionGuild `json:"guild,omitempty"`
	GuildID                      string            `json:"guild_id,omitempty"`
	Channel                      *Channel          `json:"channel,omitempty"`
	ChannelID                    string            `json:"channel_id,omitempty"`
	Member                       *Member           `json:"member,omitempty"`
	User                         *User             `json:"user,omitempty"`
	Token                        string            `json:"token"`
	Version                      int               `json:"version"`
	Message                      *Message          `json:"message,omitempty"`
	AppPermissions               perm.Set          `json:"app_permissions"`
	Locale                       string            `json:"locale"`
	GuildLocale                  string            `json:"guild_locale,omitempty"`
	Entitlements                 []struct{}        `json:"entitlements"`
	AuthorizingIntegrationOwners map[string]string `json:"authorizing_integration_owners"`
	Context                      int               `json:"context"`
	AttachmentSizeLimit          int               `json:"attachment_size_limit"`
}

// InteractionGuild is the partial guild in an interaction.
type InteractionGuild struct {
	ID       string   `json:"id"`
	Locale   string   `json:"locale"`
	Features []string `json:"features"`
}

// InteractionData is the command, component or modal that was used.
type InteractionData struct {
	// Commands.
	ID       string        `json:"id,omitempty"`
	Name     string        `json:"name,omitempty"`
	Type     int           `json:"type,omitempty"`
	TargetID string        `json:"target_id,omitempty"`
	Options  []OptionValue `json:"options,omitempty"`
	Resolved *Resolved     `json:"resolved,omitempty"`

	// Components and modals.
	CustomID      string      `json:"custom_id,omitempty"`
	ComponentType int         `json:"component_type,omitempty"`
	Values        []string    `json:"values,omitempty"`
	Components    []Component `json:"components,omitempty"`
}

// OptionValue is an option as filled in.
type OptionValue struct {
	Name    string        `json:"name"`
	Type    int           `json:"type"`
	Value   any           `json:"value,omitempty"`
	Options []OptionValue `json:"options,omitempty"`
	Focused bool          `json:"focused,omitempty"`
}

// Resolved holds what IDs in the data stand for.
type Resolved struct {
	Users       map[string]User       `json:"users,omitempty"`
	Members     map[string]Member     `json:"members,omitempty"`
	Roles       map[string]Role       `json:"roles,omitempty"`
	Channels    map[string]Channel    `json:"channels,omitempty"`
	Messages    map[string]Message    `json:"messages,omitempty"`
	Attachments map[string]Attachment `json:"attachments,omitempty"`
}

// Callback is the body of a response to an interaction.
type Callback struct {
	Type int           `json:"type"`
	Data *CallbackData `json:"data,omitempty"`
}

// CallbackData is a message, a list of choices or a modal.
type CallbackData struct {
	MessageSend
	Choices  []Choice `json:"choices,omitempty"`
	CustomID string   `json:"custom_id,omitempty"`
	Title    string   `json:"title,omitempty"`
}

// Modal is a form that the bot opened for a person.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}
