// Package summaries makes summaries of articles and of what people said, which
// moderators edit and publish: /summary.
package summaries
