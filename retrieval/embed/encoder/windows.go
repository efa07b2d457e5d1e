package encoder

// windows divides the tokens of a text into overlapping windows of at most
// size tokens each, none cut away: as few as will do, of about equal lengths,
// each sharing about overlap tokens with the one before it. A window begins in
// the middle of a word only where the word is longer than the overlap.
func windows(t tokenizer, ids []int32, size, overlap int) [][]int32 {
	if len(ids) <= size {
		return [][]int32{ids}
	}
	step := size - overlap
	count := (len(ids) - overlap + step - 1) / step
	var cut [][]int32
	for i := range count {
		start := i * (len(ids) - size) / (count - 1)
		end := start + size
		if i > 0 {
			start = wordStart(t, ids, start, overlap/2)
		}
		cut = append(cut, ids[start:end])
	}
	return cut
}

// wordStart moves a start forward to where a word begins, at most reach tokens
// on: what it passes over is within the window before.
func wordStart(t tokenizer, ids []int32, start, reach int) int {
	for i := start; i <= start+reach && i < len(ids); i++ {
		if !t.Continues(ids[i]) {
			return i
		}
	}
	return start
}

// sequence is a window with what the model wants around it.
func sequence(t tokenizer, window []int32) []int32 {
	before, after := t.Around()
	s := make([]int32, 0, len(window)+2)
	s = append(s, before)
	s = append(s, window...)
	return append(s, after)
}
