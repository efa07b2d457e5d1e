package doctor

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"

	"footnote/cmd/footnote/app"
)

// discordAPI is where Discord's API is, without the version.
const discordAPI = "https://discord.com"

// tokenShape is how a bot's token looks: the bot's number, a time stamp and a
// signature, in base64. The local Discord has shorter ones.
var tokenShape = regexp.MustCompile(`^[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}$`)

// examineDiscord looks at the token and asks Discord whether it takes it.
func examineDiscord(ctx context.Context, a *app.App) []Finding {
	const check = "Discord"
	token := a.Config.Discord.Token.Reveal()
	switch {
	case token == "":
		return []Finding{note(check, "no token: `footnote serve` needs DISCORD_TOKEN, everything else does not")}
	case !tokenShape.MatchString(token):
		return []Finding{fail(check, "the token does not look like one (three parts with dots between): copy it anew from the Bot page of the developer portal")}
	}
	base := cmp.Or(a.Config.Discord.URL, discordAPI)
	status, err := discordStatus(ctx, a.Version, base, token)
	switch {
	case err != nil:
		return []Finding{fail(check, "%s cannot be reached: %v", base, err)}
	case status == http.StatusOK:
		return []Finding{ok(check, "%s takes the token", base)}
	case status == http.StatusUnauthorized:
		return []Finding{fail(check, "the token is not accepted: reset it on the Bot page of the developer portal and set DISCORD_TOKEN anew")}
	}
	return []Finding{fail(check, "%s answers with status %d: try again later", base, status)}
}

// discordStatus asks Discord who the token's bot is.
func discordStatus(ctx context.Context, version, base, token string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/api/v9/users/@me", nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", "Bot "+token)
	request.Header.Set("User-Agent", fmt.Sprintf("DiscordBot (footnote, %s)", version))
	// A token must not follow a redirect to another host.
	client := &http.Client{Timeout: checkTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}
