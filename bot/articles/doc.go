// Package articles is what moderators do about their guild's own articles, and
// about what channels answer from: /articles.
package articles
