package answer_test

import "log/slog"

// discard keeps the failures that tests cause on purpose out of their output.
var discard = slog.New(slog.DiscardHandler)
