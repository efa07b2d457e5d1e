// Package sample holds the articles that ship inside the program, so that a
// new user has something to ask before adding articles of their own.
//
// They were written for this project and report the diplomacy around a meeting
// of Donald Trump and Vladimir Putin between February and August 2025. Where
// the accounts they rest on disagree (on the venue, on what the Kremlin says
// about its contacts, on who wanted the meeting), they disagree too.
//
// # Notes on the front matter
//
// published is the day of the events that an article reports, in so far as the
// account behind it fixes that day:
//
//   - 2025-02-04: the account names 4 February for everything the article reports.
//   - 2025-02-21 and 2025-02-22: the account is of a Friday and the Saturday
//     after it, shortly before the third anniversary of 24 February 2022.
//   - 2025-08-07: the account is of a Thursday, the day after the order on
//     Indian imports. The articles that look back over the whole half-year end
//     with that Thursday and carry its date.
//
// Where the account fixes no day, published is left out and period says in
// words what is known; a day is never made up. source names the outlet that an
// account cites or comes from, and is "Footnote sample" where no outlet is
// named. url is left out: no address of the accounts is known.
package sample

import "embed"

// FS holds the articles as Markdown files with YAML front matter, all in its
// root; a file's name without its ending is the article's ID.
//
//go:embed *.md
var FS embed.FS
