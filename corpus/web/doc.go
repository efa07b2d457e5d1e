// Package web fetches articles: pages, and the pages that feeds and sitemaps
// list. What an address leads to is told by what it answers, not by its name.
//
// Whoever may add an address could try to have this program read what only its
// own network may see. Therefore the address that is dialled is checked, not
// the name: a name is resolved once, every answer must be public, and one of
// just those answers is dialled, for pages, redirects, entries of feeds and
// sitemaps, and robots.txt alike. Only hosts that the operator lists are exempt.
// Only http and https are spoken, to the ports 80, 443, 8080 and 8443 (to any
// port of a listed host), without a user name in the address, and never through a
// proxy, not even one that the environment names: it would resolve names itself.
//
// Sites are treated with courtesy: robots.txt is obeyed, Crawl-delay and
// Retry-After are honoured within bounds, a site gets two connections at most
// and two requests a second, and a page that has not changed costs it a 304.
package web
