package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/embedder"
	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/writing"
	"footnote/retrieval/openai"
)

// The names of --mode.
const (
	modeExtracted = string(answer.Extracted)
	modeGenerated = string(answer.Generated)
)

// writerChoice is how a command's answers are to be written.
type writerChoice struct {
	mode string
	// budget bounds what models take; nil is made of the configuration.
	budget *answer.Budget
	// tokens is told what each reply of the model took; nil means nobody.
	tokens func(prompt, completion int)
	// force serves although golden questions got worse.
	force bool
}

// flags adds the flag that chooses.
func (w *writerChoice) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.mode, "mode", "",
		"extracted or generated answers (default generated where a chat model is configured)")
	checkFirst(cmd, w.check)
	_ = cmd.RegisterFlagCompletionFunc("mode",
		cobra.FixedCompletions([]string{modeExtracted, modeGenerated}, cobra.ShellCompDirectiveNoFileComp))
}

// check refuses modes that there are not.
func (w *writerChoice) check(cmd *cobra.Command, _ []string) error {
	if slices.Contains([]string{"", modeExtracted, modeGenerated}, w.mode) {
		return nil
	}
	return usage(cmd, fmt.Errorf("%q is not a mode: name %s or %s", w.mode, modeExtracted, modeGenerated))
}

// errNoModel: generated answers were asked for and nobody is there to write them.
var errNoModel = errors.New("no chat model is configured: set FOOTNOTE_CHAT_MODEL (and OPENAI_BASE_URL for another server than OpenAI's)")

// engine returns an engine over the library, written by the configured model
// or by nobody, and what releases it.
func (p *program) engine(library answer.Library, c *config.Config, from source, w writerChoice, more ...answer.Option) (*answer.Engine, func(), error) {
	options := append([]answer.Option{answer.WithLogger(p.logger(c))}, more...)
	judge, err := embedder.Judging(c)
	if err != nil {
		return nil, nil, err
	}
	options = append(options, judge...)
	if c.Models.Chat == "" && w.mode == modeGenerated {
		return nil, nil, errNoModel
	}
	if c.Models.Chat == "" || w.mode == modeExtracted {
		return answer.New(library, options...), func() {}, nil
	}
	client, err := chatClient(c)
	if err != nil {
		return nil, nil, err
	}
	if w.budget == nil {
		w.budget = budget(&c.Budget, nil)
	}
	writing := answer.WithWriting(answer.Writing{
		Writer: chatWriter{client, w.tokens}, Deadline: c.Models.Deadline, ContextTokens: c.Models.ContextTokens, MaxTokens: c.Models.ReplyTokens,
		CountTokens: openai.CountTokens, Budget: w.budget,
	})
	return answer.New(library, append(options, writing)...), client.Close, nil
}

// chatClient is a client of the configured chat model. Nothing is sent yet.
func chatClient(c *config.Config) (*openai.Client, error) {
	return openai.NewClient(openai.Options{
		BaseURL: c.Models.BaseURL, APIKey: c.Models.APIKey.Reveal(), Model: c.Models.Chat, Total: c.Models.Deadline,
		TimeSetting: "FOOTNOTE_DEADLINE",
	})
}

// logger writes what an operator has asked to see to standard error.
func (p *program) logger(c *config.Config) *slog.Logger {
	p.levelled.Do(func() { p.level.Set(c.LogLevel) })
	return slog.New(retrieval.Referenced(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: &p.level})))
}

func budget(b *config.Budget, kept answer.Ledger) *answer.Budget {
	return &answer.Budget{
		Ledger: kept,
		Tokens: b.Tokens, GuildTokens: b.GuildTokens, Money: b.Money,
		Prices: answer.Prices{Prompt: b.PromptPrice, Completion: b.CompletionPrice},
	}
}

// chatWriter has a chat model behind an OpenAI-compatible server write answers.
type chatWriter struct {
	client *openai.Client
	tokens func(prompt, completion int)
}

// Write asks for a draft; see answer.Writer.
func (w chatWriter) Write(ctx context.Context, d answer.Draft, onPiece func(string) error) (answer.Written, error) {
	r, err := w.client.Stream(ctx, openai.Request{
		Messages: messages(d.Messages), Loose: messages(d.Loose), Plain: messages(d.Plain),
		MaxTokens: d.MaxTokens, Temperature: d.Temperature,
		Schema: &openai.Schema{Name: d.Name, JSON: d.Schema},
	}, onPiece)
	if errors.Is(err, openai.ErrTooLong) || errors.Is(err, openai.ErrEmpty) {
		err = fmt.Errorf("%w: %w", answer.ErrTooLong, err)
	}
	if w.tokens != nil && r.Usage.Prompt+r.Usage.Completion > 0 {
		w.tokens(r.Usage.Prompt, r.Usage.Completion)
	}
	return answer.Written{
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
