// Footnote answers questions from a set of articles. Every claim it makes
// carries a footnote to a passage, quoted verbatim; where the articles do not
// answer, it says so.
//
// This page is the map of the program. README.md says how to start,
// and the guides in docs how to use it.
//
// # Promises
//
// Every part exists to keep these, and each has a test that can fail:
//
//  1. Every quote is real: a citation is an article's ID and a range of bytes,
//     and article.Text[start:end] equals the quote, byte for byte.
//  2. Every claim is borne out: a sentence that its quotes do not say is replaced
//     by the article's own, or dropped.
//  3. A question always gets a reply, within its deadline.
//  4. Nobody is hurt by it: no pings, no instructions taken from articles or
//     questions, nothing private shown to others.
//
// # Parts
//
//	cmd/footnote             this program: main, and its commands, a file each
//	cmd/footnote/service     the bot, wired once for Discord and for the playground
//	cmd/footnote/indexing    how the library in the data directory is changed
//	cmd/footnote/evaluation  figures of search, answers and proof, on what is known
//	cmd/footnote/doctor      checks of settings, data, models and Discord
//	cmd/footnote/app         settings, articles, library and engine of every command
//	cmd/footnote/embedder    what compares texts by meaning, as the configuration names it
//	cmd/footnote/datadir     the data directory, held by one process at a time
//	cmd/footnote/reading     documents parsed in a child of this program
//	cmd/footnote/guildlibrary  the articles of guilds, over those that all share, in memory by need
//	cmd/footnote/shared      libraries that the processes of a bot share on a database server, which can search their vectors
//	cmd/footnote/botdata     what the bot remembers, where the configuration has it
//	cmd/footnote/backup      a data directory in one archive and back; states of a library
//	cmd/footnote/golden      questions that let a change of the articles into service
//	cmd/footnote/repair      what can be saved of a damaged database
//	cmd/footnote/conversation  questions typed one after the other at a terminal
//	cmd/footnote/terminal    layout for people: answers, passages, figures
//	cmd/footnote/ops         health and figures of a running bot, over HTTP
//	cmd/footnote/licences    the licences of what the program contains
//	cmd/footnote/races       whether tests run under the race detector
//	cmd/footnote/house       the rules below, as tests
//	config                   what an operator sets; secrets never print
//	corpus                   articles from files, what of them is the article, passages
//	corpus/plaintext         ranges of a text's bytes, its lines and white space
//	corpus/date              dates in standards' forms and in words
//	corpus/sentence          where sentences end
//	corpus/document          what a reader of a format returns: a text and what it says of itself, or a problem
//	corpus/encoding          the encoding of a page or table, told and decoded
//	corpus/container         zip archives of parts, as .docx and .epub are, and what they may unpack to
//	corpus/frontmatter       what stands in YAML or TOML at the head of a text
//	corpus/chat              exports of chats: as text, and as DiscordChatExporter writes them
//	corpus/block             a text's paragraphs, headings, items, tables and messages, by its own marks
//	corpus/table             tables of spreadsheets, slides and plain text, written as Markdown
//	corpus/rst               reStructuredText
//	corpus/docx              Word documents, with the numbers that Word shows
//	corpus/pptx              presentations, with the speaker's notes
//	corpus/xlsx              spreadsheets, by excelize
//	corpus/html              web pages: the main part as Markdown, and pages that stand in an article's place
//	corpus/epub              books, chapter by chapter as web pages
//	corpus/boilerplate       the article told from its page; title, date and author in its text
//	corpus/pdf               the text of PDF documents, by PDFium in WebAssembly
//	corpus/sheets            what a page's own style sheets hide
//	corpus/sandbox           parsers in a child process, with limits
//	corpus/web               pages, feeds and sitemaps, from public addresses
//	corpus/sample            the articles inside the program
//	retrieval                the seams, and the Library that joins them
//	retrieval/terms          what a word is, for everybody
//	retrieval/language       in which language a text is
//	retrieval/smalltalk      greetings, thanks and the like, told from questions
//	retrieval/text           one reading of a text: its words, numbers, dates, names, negations
//	retrieval/text/lexicon   English words: base forms, synonyms, opposites (WordNet)
//	retrieval/text/place     what places are called in six languages (CLDR, GeoNames)
//	retrieval/text/tagger    the part of speech of each word of an English sentence
//	retrieval/lexical        BM25 with a rerank, on an inverted index
//	retrieval/vector         chromem-go behind the Index seam
//	retrieval/embed/encoder  a trained sentence encoder and a reader in Go, weights included
//	retrieval/openai         embeddings and chat through go-openai
//	retrieval/sqlite         the library in one file, and what brings it up to date
//	retrieval/sqlite/schema  its tables, statements and migrations; retrieval/sqlite/pack its columns in bytes
//	retrieval/answer         claims, quotes, refusals, and the proof on the way out
//	retrieval/answer/extract  the sentences of passages that answer, chosen by their words and meaning
//	retrieval/answer/asking  what a question asks for, by words of general English
//	retrieval/answer/locale  in which language to answer
//	retrieval/answer/once    what several ask at the same time answered once, and remembered
//	retrieval/answer/budget  what models may take in a day
//	retrieval/answer/followup  a question that follows others, made to stand alone
//	retrieval/answer/speaker  whose words a sentence reports
//	retrieval/answer/nearness  how near words of a question and a sentence in another language are
//	retrieval/answer/fixed   what of a text stays the same in other words and languages
//	retrieval/answer/injection  orders to the reader or to a machine, told from reports
//	retrieval/answer/quotation  where in a text a quote stands, and its plain words
//	retrieval/answer/proof   whether a claim's quotes bear it out
//	retrieval/answer/proof/evidence  what a claim may be judged by, and what can be wrong with it
//	retrieval/answer/proof/syntax  English sentences read: parts of speech, subjects, negations, reports
//	retrieval/answer/proof/facts  numbers and dates, held to all quotes in any language
//	retrieval/answer/proof/reference  who is meant by a role or a short name that articles give
//	retrieval/answer/proof/alignment  which words of a quote say each word of a claim
//	retrieval/answer/proof/entailment  what a claim says beyond the sentence it is aligned with
//	retrieval/answer/translated  whether a claim in another language says what its quote says
//	retrieval/answer/llm     a chat model asked: what fits its prompt, what it takes, a second try
//	retrieval/answer/writing what a model is told, and how its reply is read
//	retrieval/answer/summary summaries of articles and of what people said
//	retrieval/quality        measuring all that on questions with known answers
//	retrieval/retrievaltest  what every implementation of a seam must pass
//	retrieval/sampletest     libraries of the sample's articles, for tests
//	bot                      the edge: what arrives, acknowledgements, recovery
//	bot/discord              requests to Discord and the connection to its gateway
//	bot/feature              requests, replies, and how a feature declares its commands
//	bot/core                 joins the features, which know nothing of each other:
//	bot/ask                  questions, answers and the buttons under them
//	bot/gaps                 unanswered questions, moderators' answers, corrections
//	bot/summaries, bot/digests, bot/articles, bot/settings, bot/privacy, bot/stats
//	bot/sourcecheck          notes under answers whose sources have changed
//	bot/render               replies in Discord's sizes; pure, with its golden files in bot/render/rendertest
//	bot/words                the bot's own sentences, in each language
//	bot/paraphrase           whether two questions ask the same
//	bot/limit                fairness: rates and a bounded queue
//	bot/store                the bot's data, in a file or on a PostgreSQL server, brought up to date by migrations
//	bot/store/...            its parts, each with its statements in a file; bot/store/stores joins them
//	bot/chart                pictures that go with a message
//	bot/schedule             when something is due, in a time zone
//	bot/localdiscord         a Discord on this machine, for tests and playground
//	bot/localdiscord/world   guilds, channels, messages, and who may see and do what
//	bot/localdiscord/commands, bot/localdiscord/interactions  the bot's commands, and their use
//	bot/localdiscord/api     the requests of REST; bot/localdiscord/gateway its events
//	bot/localdiscord/people  who acts in it; bot/localdiscord/events what they see
//	bot/localdiscord/...     its rules, permissions, refusals, limits, routes and faults
//	bot/playground           a chat page in the browser on top of it
//	cmd/capacity             what a bot in so many servers needs, from what was measured of one process
//	cmd/mockopenai           a model server on this machine, for tests
//
// # Seams
//
// A seam is an interface of one or two methods beside its caller. retrieval
// has Searcher and Writer, which together with a length make an Index;
// Embedder, which turns texts into vectors; Reader, which finds where a passage
// answers a question; and Vocabulary, which knows the
// articles' words. lexical and vector are Indexes, and pass the same
// conformance suite. retrieval.Library joins one index of words with one of
// vectors and is what the rest sees. retrieval/answer asks for a Library of
// two methods and knows nothing of what is behind them. Everything is handed
// in by cmd: no part below it makes another.
//
// # The way of a question
//
//	bytes     corpus.Read yields articles and, in their place, problems that
//	          name file and line; corpus.Split divides an article's text into
//	          passages, which are ranges of its bytes, never copies
//	words     Library.Put hands passages to lexical (and their vectors to
//	          vector); terms decides what a word is, once for all
//	search    Library.Search takes the best by words and by vectors, scales
//	          each to 0..1, adds them by weight, and orders ties by ID; the
//	          encoder has a vector of each passage and of four parts of it,
//	          one behind the other (retrieval.InParts), for a question often
//	          asks for what one sentence says
//	evidence  answer.Engine reads the best passages sentence by sentence, has
//	          the reader look for an answer in the best three and the encoder
//	          compare the best sentences with the question, judges
//	          whether they cover what was asked, and composes claims,
//	          each with the range of its quote - or declines. A model, where
//	          one is configured, writes claims from the same passages, and
//	          proof.Judge holds each to its quotes, word by word; one
//	          that fails is replaced by the quoted sentence, and what is
//	          beside the question is dropped
//	          Where the question or an article is in another language than
//	          English, retrieval.Across finds by the multilingual encoder,
//	          which also chooses the sentence and decides
//	proof     answer.Verified compares every quote with its article's bytes and
//	          drops what fails, whoever wrote it
//	reply     cmd writes JSON or lays it out for a terminal; bot turns it into
//	          messages
//
// A statement that is held against the articles goes the same way: Engine.Check
// searches, a model rules, and the ruling stands only where proof.Judge finds
// that the quotes say so.
//
// Offsets are bytes of UTF-8 from the first step to the last, so that nothing
// has to be converted and whoever holds the original can check every quote.
//
// Foreign bytes become articles in a child of the same binary (corpus/sandbox):
// Go cannot recover from a stack or a memory that is exhausted, nor stop a parser
// that never ends. main starts the children and is one where it is told to be.
//
// # Import rules
//
// Arrows point down only; cmd/footnote/house holds them by a test:
//
//   - corpus and retrieval/terms import nothing of the project above them.
//   - retrieval and retrieval/answer import no adapter (lexical, vector, embed,
//     openai, sqlite), and adapters never import each other.
//   - bot imports no adapter, and retrieval never imports bot.
//   - Only programs import config; nobody imports programs.
//   - Below cmd/footnote, service, indexing, evaluation and doctor do not import each other,
//     and nothing that they share imports them.
//   - discordgo lives in bot, chromem-go in retrieval/vector, go-openai in
//     retrieval/openai and cmd/mockopenai, cobra in cmd/footnote itself
//     and the commands of cmd/footnote/botdata.
//
// # Why it is built like this
//
// main only reports: it calls run with everything the program may touch, prints
// the error as one sentence and ends with its status (0 for an answer and for a
// refusal, 1 for failure, 2 for wrong usage). Tests call run, or drive the real
// program by the scripts in testdata/script.
//
// With --corpus, articles are read afresh at every start, more than a
// thousand a second: a folder of files needs no database. The library in the data
// directory is for what should be read and embedded once; its file is the
// system of record, and the indexes are filled from it in memory.
//
// A guild's own articles are a library of their own on top of the one that all
// share (retrieval.View): both are searched as if they were one, and a filter
// admits what a channel is held to. Whatever shows articles asks feature.Libraries for
// the view of the guild it happens in, and a question brings its view along, so
// that answers are remembered by it. No state is shared between two guilds' views.
//
// What people write, articles and questions alike, is hostile until it is laid
// out: terminal.Clean takes out every character that could steer a terminal.
//
// Three packages stand where the code showed a good cut rather than a plan:
// terminal and house below this folder, and retrieval/quality, because the
// loader of question sets and their measures serve tests of ranking, the tuning
// of the evidence test and `footnote eval` alike.
package main
