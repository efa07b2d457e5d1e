package app

import (
	"context"
	"errors"
	"fmt"

	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/writing"
	"footnote/retrieval/openai"
)

// The names of --mode.
const (
	Extracted = string(answer.Extracted)
	Generated = string(answer.Generated)
)

// Writing is how a command's answers are to be written.
type Writing struct {
	// Mode is Extracted or Generated; "" is generated where a chat model is configured.
	Mode string
	// Budget bounds what models take; nil is made of the configuration.
	Budget *budget.Budget
	// Tokens is told what each reply of the model took; it may be nil.
	Tokens func(prompt, completion int)
}

// errNoModel: generated answers were asked for and nobody is there to write them.
var errNoModel = errors.New("no chat model is configured: set FOOTNOTE_CHAT_MODEL (and OPENAI_BASE_URL for another server than OpenAI's)")

// Engine returns an engine over the library, whose answers are written by the configured
// model or extracted, and what releases it.
func (a *App) Engine(library answer.Library, w Writing, more ...answer.Option) (*answer.Engine, func(), error) {
	m := &a.Config.Models
	options := append([]answer.Option{answer.WithLogger(a.Log)}, more...)
	judge, err := embedder.Judging(a.Config)
	if err != nil {
		return nil, nil, err
	}
	options = append(options, judge...)
	if m.Chat == "" && w.Mode == Generated {
		return nil, nil, errNoModel
	}
	if m.Chat == "" || w.Mode == Extracted {
		return answer.New(library, options...), func() {}, nil
	}
	client, err := a.ChatClient()
	if err != nil {
		return nil, nil, err
	}
	if w.Budget == nil {
		w.Budget = NewBudget(&a.Config.Budget, nil)
	}
	writing := answer.WithWriting(llm.Settings{
		Writer: ChatWriter{client, w.Tokens}, Deadline: m.Deadline, ContextTokens: m.ContextTokens,
		MaxTokens: m.ReplyTokens, CountTokens: openai.CountTokens, Budget: w.Budget,
	})
	return answer.New(library, append(options, writing)...), client.Close, nil
}

// ChatClient is a client of the configured chat model. Nothing is sent yet.
func (a *App) ChatClient() (*openai.Client, error) {
	m := &a.Config.Models
	return openai.NewClient(openai.Options{
		BaseURL: m.BaseURL, APIKey: m.APIKey.Reveal(), Model: m.Chat, Total: m.Deadline,
		TimeSetting: "FOOTNOTE_DEADLINE",
	})
}

// NewBudget is what models may take, and keeps what they took in a ledger where there is one.
func NewBudget(b *config.Budget, kept budget.Ledger) *budget.Budget {
	return &budget.Budget{
		Ledger: kept,
		Tokens: b.Tokens, GuildTokens: b.GuildTokens, Money: b.Money,
		Prices: budget.Prices{Prompt: b.PromptPrice, Completion: b.CompletionPrice},
	}
}

// ChatWriter has a chat model behind an OpenAI-compatible server write answers.
type ChatWriter struct {
	Client *openai.Client
	// Tokens is told what each reply took; it may be nil.
	Tokens func(prompt, completion int)
}

// Write asks for a draft; see llm.Writer.
func (w ChatWriter) Write(ctx context.Context, d llm.Draft, onPiece func(string) error) (llm.Written, error) {
	r, err := w.Client.Stream(ctx, openai.Request{
		Messages: messages(d.Messages), Loose: messages(d.Loose), Plain: messages(d.Plain),
		MaxTokens: d.MaxTokens, Temperature: d.Temperature,
		Schema: &openai.Schema{Name: d.Name, JSON: d.Schema},
	}, onPiece)
	if errors.Is(err, openai.ErrTooLong) || errors.Is(err, openai.ErrEmpty) {
		err = fmt.Errorf("%w: %w", llm.ErrTooLong, err)
	}
	if w.Tokens != nil && r.Usage.Prompt+r.Usage.Completion > 0 {
		w.Tokens(r.Usage.Prompt, r.Usage.Completion)
	}
	return llm.Written{
		Text: r.Text, Model: r.Model, Cut: r.Finish == "length",
		Prompt: r.Usage.Prompt, Completion: r.Usage.Completion, Estimated: r.Usage.Estimated,
	}, err
}

func messages(all []writing.Message) []openai.Message {
	out := make([]openai.Message, len(all))
	for i, m := range all {
		out[i] = openai.Message{Role: m.Role, Content: m.Content}
	}
	return out
}
