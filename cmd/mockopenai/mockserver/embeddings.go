package mockserver

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"time"
)

func (s *Server) embeddings(w http.ResponseWriter, r *http.Request, body []byte, p plan) {
	req, inputs, bad := s.parseEmbeddings(body)
	if bad != nil {
		refuseAny(w, *bad)
		return
	}
	used := 0
	for _, in := range inputs {
		used += in.size()
	}
	if !wait(r, time.Now().Add(p.pace(used))) {
		return
	}
	out, err := json.Marshal(map[string]any{
		"object": "list", "model": req.Model, "data": s.vectors(req, inputs, p),
		"usage": map[string]int{"prompt_tokens": used, "total_tokens": used},
	})
	if err != nil {
		refuse(w, http.StatusInternalServerError, apiError{Type: "server_error", Message: err.Error()})
		return
	}
	if !p.cut {
		s.stats.embed(len(inputs))
	}
	send(w, out, p)
}

func (s *Server) vectors(req embeddingsRequest, inputs []input, p plan) []any {
	dims := s.opts.Dimensions
	if req.Dimensions != nil {
		dims = *req.Dimensions
	}
	if p.odd {
		dims = dims/2 + 1
	}
	coded := req.EncodingFormat != nil && *req.EncodingFormat == "base64" && !p.noBase64
	data := make([]any, len(inputs))
	for i, in := range inputs {
		v := Vector(in.text, dims, s.opts.Seed)
		if in.tokens != nil {
			v = tokenVector(in.tokens, dims, s.opts.Seed)
		}
		data[i] = map[string]any{"object": "embedding", "index": i, "embedding": encode(v, coded)}
		if p.perToken {
			data[i] = map[string]any{"object": "embedding", "index": i, "embedding": slices.Repeat([][]float32{v}, max(1, in.size()))}
		}
	}
	return data
}

// encode returns the vector as a list, or as the base64 of its little-endian
// 32-bit floats.
func encode(v []float32, coded bool) any {
	if !coded {
		return v
	}
	raw := make([]byte, 0, 4*len(v))
	for _, f := range v {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(f))
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// wait returns at the moment given, or at once and false when the client has gone.
func wait(r *http.Request, until time.Time) bool {
	d := time.Until(until)
	if d <= 0 {
		return r.Context().Err() == nil
	}
	select {
	case <-time.After(d):
		return true
	case <-r.Context().Done():
		return false
	}
}
