package corpus

import "testing"

// TestRST holds how the parts of reStructuredText become text.
func TestRST(t *testing.T) {
	source := "=====\nLocks\n=====\n\n.. contents::\n   :depth: 2\n\nSee :ref:`the gate <gate>` and `a page <https://lock.example>`_.\n\nGate\n----\n\n" +
		".. note::\n   The **gate** is shut at night.\n\n.. code-block:: sh\n   :linenos:\n\n   open --gate\n\nRun ``lift``::\n\n    lift --slow\n\n.. a comment\n   goes on\n\n- one\n- two\n"
	want := "# Locks\n\n\nSee the gate and a page.\n\n\n## Gate\n\n\n\n\nThe gate is shut at night.\n\n\n\n```\n   open --gate\n```\n\nRun lift:\n\n```\n    lift --slow\n```\n\n- one\n- two"
	a, err := ReadDocument("a.rst", "", []byte(source))
	if err != nil || a.Title != "Locks" || a.Text != want {
		t.Fatalf("%v, %q\ngot\n%q\nwant\n%q", err, a.Title, a.Text, want)
	}
	checkPassages(t, a)
}

// TestRSTParts holds what directives and tables become.
func TestRSTParts(t *testing.T) {
	cases := []struct{ name, source, want string }{
		{"grid table", "+------+-------+\n| Tool | Price |\n+======+=======+\n| Oar  | 15    |\n|      | marks |\n+------+-------+\n", "| Tool | Price |\n| --- | --- |\n| Oar | 15 marks |"},
		{"simple table", "====  =====\nTool  Price\n====  =====\nOar   15\nMast  90\n====  =====\n", "| Tool | Price |\n| --- | --- |\n| Oar | 15 |\n| Mast | 90 |"},
		{"list table", ".. list-table:: Tools\n   :header-rows: 1\n\n   * - Tool\n     - Price\n   * - Oar\n     - 15\n", "Tools\n\n\n| Tool | Price |\n| --- | --- |\n| Oar | 15 |"},
		{"option", ".. option:: --slow\n\n   Lift slowly.\n", "--slow\n:   Lift slowly."},
		{"wrapped option", ".. option:: --slow\n\n   Lift slowly, and\n   Quietly.\n\n   See fast.\n", "--slow\n:   Lift slowly, and\n    Quietly.\n\nSee fast."},
		{"definitions", "shut\n   Nobody passes the\n   Gate.\n\nopen\n   All pass.\n", "shut\n:   Nobody passes the\n    Gate.\n\n\n\nopen\n:   All pass."},
		{"no definition", "- one\n  Two\n\nA sentence of\nseveral lines.\n", "- one\n  Two\n\nA sentence of\nseveral lines."},
		{"listing in a tab", ".. tab-item:: Linux\n\n   .. code-block:: sh\n\n      lift\n", "**Linux**\n\n\n```\n   lift\n```"},
	}
	for _, c := range cases {
		a, err := ReadDocument("a.rst", "", []byte(c.source))
		if err != nil || a.Text != c.want {
			t.Errorf("%s: %v, got %q, want %q", c.name, err, a.Text, c.want)
		}
	}
}

func FuzzReadRST(f *testing.F) {
	f.Add([]byte("A\n=\n\n.. note:: b\n\nc::\n\n  d\n"))
	fuzzDocument(f, "f.rst", false)
}
