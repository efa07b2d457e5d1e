package lexical

// names knows the names in the passages: runs of capitalised words.
type names struct{}

func newNames() names { return names{} }

func (n *names) count(d *dict, p *doc, by int) {}
