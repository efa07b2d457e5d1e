package mockserver

import (
	"encoding/json"
	"net/http"
	"strings"
)

// Models that the server lists. Any other name works as well, except that
// names beginning with "missing" do not exist.
const (
	ChatModel      = "mock-chat"
	EmbeddingModel = "mock-embedding"
)

// created is the moment that everything the server makes claims to be from;
// fixed, so that replies repeat.
const created = 1735689600

func modelObject(id string) map[string]any {
	return map[string]any{"id": id, "object": "model", "created": created, "owned_by": "footnote"}
}

func (s *Server) models(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"object": "list", "data": []any{modelObject(ChatModel), modelObject(EmbeddingModel)},
	})
}

func (s *Server) model(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("model")
	if err := checkModel(id); err != nil {
		refuseAny(w, *err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(modelObject(id))
}

func checkModel(id string) *apiError {
	if strings.TrimSpace(id) == "" {
		e := badRequest("model", "you must provide a model parameter")
		return &e
	}
	if strings.HasPrefix(id, "missing") {
		return &apiError{Type: "invalid_request_error", Code: "model_not_found",
			Message: "The model `" + id + "` does not exist or you do not have access to it."}
	}
	return nil
}
