package answer_test

import "testing"

// A sentence that ends in a colon carries what it leads to, and no more.
func TestIntroduces(t *testing.T) {
	t.Parallel()
	const head = "# Pump\n\nThe harbour pump of Larnby is a small program that keeps the basin dry. It runs on every machine of the harbour office.\n\n"
	cases := []struct{ name, text, question, want string }{
		{"fenced listing", head + "The pump can be removed using:\n\n```bash\npump --purge all\n```\n\nThe log stays.\n",
			"how do I remove the pump?", "The pump can be removed using: pump --purge all"},
		{"indented listing", head + "To start the pump by hand, run this command:\n\n    pump start --now\n\nThe log is in the folder of the office.\n",
			"how do I start the pump by hand?", "To start the pump by hand, run this command: pump start --now"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, c.question, article("pump", c.text))
			if len(a.Claims) == 0 || a.Claims[0].Text != c.want {
				t.Errorf("got %+v, want first %q", a.Claims, c.want)
			}
		})
	}
}
