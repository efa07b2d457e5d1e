package render

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, 3.5 and a-b":     "plain words, 3.5 and a-b",
		"*a* _b_ ~c~ `d` |e| \\f":      `\*a\* \_b\_ \~c\~ \` + "`d\\` \\|e\\| \\\\f",
		"# head":                       `\# head`,
		"- item":                       `\- item`,
		"12. item":                     `12\. item`,
		"a\n> quote\n- item":           `a \> quote - item`,
		"https://x.y/z":                `https\://x.y/z`,
		"MAILTO:a@b":                   `MAILTO\:a\@b`,
		"<@1> @here":                   `\<\@1\> \@here`,
		"join discord.gg/free":         `join discord\.gg/free`,
		"[a](b)":                       `\[a\](b)`,
		"at 10:30:15 sharp":            `at 10\:30:15 sharp`,
		"a\u202eb\u200bc\u2066d\ufeff": "abcd",
		"e\u0301\u0301\u0301\u0301!":   "e\u0301\u0301\u0301!",
		"می\u200cخواهم":                "می\u200cخواهم",
		"\xff ok":                      "ok",
		"  a \t\u2028 b ":              "a b",
	} {
		if got := Escape(in); got != want {
			t.Errorf("Escape(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// What Discord makes of an escaped text is the cleaned text.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"a*b", "\\", "1. x", "- y", "<t:1>", "漢字。", "\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, escaped := Clean(s), Escape(s)
		if !utf8.ValidString(escaped) || Clean(clean) != clean {
			t.Errorf("%q becomes %q", s, escaped)
		}
		var plain strings.Builder
		for i := 0; i < len(escaped); i++ {
			if escaped[i] == '\\' {
				i++
			}
			plain.WriteByte(escaped[i])
		}
		if plain.String() != clean {
			t.Errorf("%q reads %q, want %q", escaped, plain.String(), clean)
		}
	})
}

func TestLink(t *testing.T) {
	for _, c := range []struct{ address, quote, want string }{
		{"https://a.example/x", "two words", "https://a.example/x#:~:text=two%20words"},
		{"https://a.example/x#part", "a-b, c", "https://a.example/x#part:~:text=a%2Db%2C%20c"},
		{"https://a.example/x#:~:text=old", "new", "https://a.example/x#:~:text=new"},
		{"https://a.example/x", "", "https://a.example/x"},
		{
			"https://a.example", "one two three four five six seven eight nine ten eleven twelve thirteen",
			"https://a.example#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen",
		},
		{"https://a.example", "first line here\n\nlast line there", "https://a.example#:~:text=first%20line%20here,last%20line%20there"},
		{"https://a.example/(x)", "y", "https://a.example/%28x%29#:~:text=y"},
		{"javascript:alert(1)", "y", ""},
		{"https://user:secret@a.example", "y", ""},
		{"not an address", "y", ""},
		{"https://a.example/" + strings.Repeat("x", 2000), "y", ""},
	} {
		if got := Link(c.address, c.quote); got != c.want {
			t.Errorf("Link(%q, %q)\n got %s\nwant %s", c.address, c.quote, got, c.want)
		}
	}
}

// TestLinkText holds that the host is beside every link, and that no text that
// looks like a host is a link to another.
func TestLinkText(t *testing.T) {
	const link = "https://evil.example/x#:~:text=a"
	for text, want := range map[string]string{
		"Night ferries":                  "[Night ferries](" + link + ") (evil.example)",
		"discord.com/gifts/free-nitro":   `discord\.com/gifts/free-nitro [↗](` + link + ") (evil.example)",
		"See bank.example now":           "See bank.example now [↗](" + link + ") (evil.example)",
		"https://good.example":           `https\://good.example [↗](` + link + ") (evil.example)",
		"пример.рф":                      "пример.рф [↗](" + link + ") (evil.example)",
		"discord․com is free":            "discord․com is free [↗](" + link + ") (evil.example)",
		"ｂａｎｋ．ｅｘａｍｐｌｅ":                   "ｂａｎｋ．ｅｘａｍｐｌｅ [↗](" + link + ") (evil.example)",
		"bank｡example":                   "bank｡example [↗](" + link + ") (evil.example)",
		"bank.ⓒⓞⓜ":                       "bank.ⓒⓞⓜ [↗](" + link + ") (evil.example)",
		"Log in at 203.0.113.7":          "Log in at 203.0.113.7 [↗](" + link + ") (evil.example)",
		"Log in at localhost":            "Log in at localhost [↗](" + link + ") (evil.example)",
		"discord.c\ufe0fom/gifts":        "discord\\.c\ufe0fom/gifts [↗](" + link + ") (evil.example)",
		"bank۔example":                   "bank۔example [↗](" + link + ") (evil.example)",
		"bank·example":                   "bank·example [↗](" + link + ") (evil.example)",
		"bankꓸexample":                   "bankꓸexample [↗](" + link + ") (evil.example)",
		"b\u0323a\u0323nk.e\u20ddxample": "b\u0323a\u0323nk.e\u20ddxample [↗](" + link + ") (evil.example)",
		"Version 3.5 of the rules. Done": "[Version 3.5 of the rules. Done](" + link + ") (evil.example)",
	} {
		if got := LinkText(text, link); got != want {
			t.Errorf("LinkText(%q)\n got %s\nwant %s", text, got, want)
		}
	}
}

// A host whose letters could be taken for others is shown as the network writes it.
func TestShownHost(t *testing.T) {
	for host, want := range map[string]string{
		"evil.example": "evil.example", "bücher.example": "bücher.example", "пример.рф": "пример.рф", "例え.テスト": "例え.テスト",
		"d\u0456scord.com": "xn--dscord-pvf.com", "\u0430\u0440\u0440\u04cf\u0435.com": "xn--80ak6aa92e.com", "paypal.\u0441om": "paypal.xn--om-nmc",
		"xn--80ak6aa92e.com": "xn--80ak6aa92e.com",
	} {
		if got := shownHost(host); got != want {
			t.Errorf("%s is shown as %s, want %s", host, got, want)
		}
	}
}

// A text over several pages is divided at sentences, and nothing of it is lost.
func TestFlowDividesAtSentences(t *testing.T) {
	sentence := "Ships waited for two days (see *there*) before the ice broke. "
	f := newFlow(300)
	f.add(false, line{prefix: "> ", pieces: []piece{text(strings.Repeat(sentence, 20)), markup("[[1]](https://a.example)")}})
	var all strings.Builder
	for _, page := range f.finish() {
		if Length(page) > 300 || !strings.HasPrefix(page, "> Ships") && !strings.HasPrefix(page, "> [[1]]") {
			t.Errorf("a page begins in mid-sentence: %q", page)
		}
		all.WriteString(strings.TrimPrefix(page, "> ") + " ")
	}
	if got, want := strings.Count(all.String(), "ice broke."), 20; got != want {
		t.Errorf("%d sentences are left of %d", got, want)
	}
}

func TestSurroundingsOfALongArticle(t *testing.T) {
	text := strings.Repeat("before words ", 100) + "THE QUOTE" + strings.Repeat(" words after", 100)
	if got := before(text[:1300], around); !strings.HasPrefix(got, "… before") && !strings.HasPrefix(got, "… words") || len(got) > around+10 {
		t.Errorf("before the quote stands %q", got)
	}
	if got := after(text[1309:], around); !strings.HasSuffix(got, " …") || !strings.HasPrefix(got, " words") {
		t.Errorf("behind the quote stands %q", got)
	}
}

func TestCutNeverExceeds(t *testing.T) {
	for _, s := range []string{"", "abc", strings.Repeat("word ", 50), strings.Repeat("🎉", 50), strings.Repeat(`\`, 50), "\xff\xff\xff\xff"} {
		for limit := 1; limit < 60; limit++ {
			if got := Cut(s, limit); Length(got) > limit {
				t.Errorf("Cut(%q, %d) is %d long", s, limit, Length(got))
			}
		}
	}
}
