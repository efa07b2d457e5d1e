package bot

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"footnote/bot/discord"
	"footnote/bot/feature"
)

// downloadTime is how long a file may take.
const downloadTime = time.Minute

// downloads are files that people attached.
type downloads struct{ to *discord.Transport }

// Download fetches what a person attached. The request carries no token, and
// the transport lets it reach Discord's own hosts only, whatever the link says.
func (d downloads) Download(ctx context.Context, u feature.Upload, most int) ([]byte, error) {
	if u.Size > most {
		return nil, feature.ErrTooLarge
	}
	ctx, cancel := context.WithTimeout(ctx, downloadTime)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.URL, nil)
	if err != nil {
		return nil, fmt.Errorf("an attachment's link cannot be read: %w", err)
	}
	res, err := (&http.Client{Transport: d.to}).Do(r)
	if err != nil {
		return nil, fmt.Errorf("an attachment could not be fetched: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("an attachment could not be fetched: %s", res.Status)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, int64(most)+1))
	if err == nil && len(data) > most {
		return nil, feature.ErrTooLarge
	}
	return data, err
}
