package discord

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// CarriesFiles is a body that files travel with.
type CarriesFiles interface{ Files() []*discordgo.File }

// encode writes a body as Discord takes it: JSON, or a form where files travel
// with it.
func encode(body any) (contentType string, encoded []byte, err error) {
	if body == nil {
		return "", nil, nil
	}
	if with, ok := body.(CarriesFiles); ok {
		if files := with.Files(); len(files) > 0 {
			return discordgo.MultipartBodyWithJSON(body, files)
		}
	}
	encoded, err = json.Marshal(body)
	return "application/json", encoded, err
}
