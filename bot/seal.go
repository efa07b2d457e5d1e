package bot

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
)

// sealer writes interaction tokens down so that nobody else can use them: the
// key comes from the bot's token, which is not in the data directory.
type sealer struct{ aead cipher.AEAD }

// newSealer derives the key from the bot's token.
func newSealer(token string) (sealer, error) {
	key, err := hkdf.Key(sha256.New, []byte(token), nil, "footnote: tokens of interactions", 32)
	if err != nil {
		return sealer{}, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return sealer{}, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return sealer{aead}, err
}

// seal encrypts a token; "" stays empty.
func (s sealer) seal(token string) []byte {
	if token == "" {
		return nil
	}
	return s.aead.Seal(nil, nil, []byte(token), nil)
}

// open is the token that was sealed. The error says what became of the key.
func (s sealer) open(sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	token, err := s.aead.Open(nil, nil, sealed, nil)
	if err != nil {
		return "", fmt.Errorf("the token of its interaction cannot be read, DISCORD_TOKEN may have changed since: %w", err)
	}
	return string(token), nil
}
