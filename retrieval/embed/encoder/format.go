package encoder

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// magic begins every model file; convert/FORMAT.md describes the rest.
const magic = "FOOTENC1"

// header is the readable part of a model file.
type header struct {
	Model          string  `json:"model"`
	Layers         int     `json:"layers"`
	Heads          int     `json:"heads"`
	Epsilon        float64 `json:"epsilon"`
	Window         int     `json:"window"`
	Pooling        string  `json:"pooling"`
	Tokenizer      string  `json:"tokenizer"`
	QuestionPrefix string  `json:"question_prefix"`
	PassagePrefix  string  `json:"passage_prefix"`
	Tensors        []entry `json:"tensors"`
}

// entry says where a tensor lies: Offset counts from the end of the header.
type entry struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
}

// file is a model file that has been opened but not unpacked.
type file struct {
	header
	data []byte
}

// open reads the header of a model file and holds on to data.
func open(data []byte) (*file, error) {
	if len(data) < 12 || string(data[:8]) != magic {
		return nil, errors.New("this is not a model file of ours: convert/convert.py makes one")
	}
	size := uint64(binary.LittleEndian.Uint32(data[8:]))
	if uint64(len(data)) < 12+size {
		return nil, errors.New("the model file ends within its header: convert it again")
	}
	f := &file{data: data[12+size:]}
	if err := json.Unmarshal(data[12:12+size], &f.header); err != nil {
		return nil, fmt.Errorf("the model file's header cannot be read: %w", err)
	}
	return f, f.check()
}

func (f *file) check() error {
	switch {
	case f.Model == "":
		return errors.New("the model file gives no name for its model")
	case f.Layers < 1 || f.Layers > len(f.Tensors) || f.Heads < 1:
		return fmt.Errorf("the model has %d layers and %d heads, want at least 1 of each and the tensors of all", f.Layers, f.Heads)
	case f.Window < 8:
		return fmt.Errorf("the model's window is %d tokens, want at least 8", f.Window)
	case f.Pooling != "mean" && f.Pooling != "cls":
		return fmt.Errorf("the model's pooling is %q, want mean or cls", f.Pooling)
	case f.Tokenizer != "" && f.Tokenizer != wordpieces && f.Tokenizer != unigrams:
		return fmt.Errorf("the model's tokenizer is %q, want %s or %s", f.Tokenizer, wordpieces, unigrams)
	}
	return nil
}

// find returns a tensor's shape and its bytes, of which size says how many
// there are for a shape.
func (f *file) find(name, kind string, dims int, size func(shape []int) int) ([]int, []byte, error) {
	i := slices.IndexFunc(f.Tensors, func(e entry) bool { return e.Name == name })
	if i < 0 {
		return nil, nil, fmt.Errorf("the model file has no tensor %s", name)
	}
	e := f.Tensors[i]
	if e.Kind != kind || len(e.Shape) != dims {
		return nil, nil, fmt.Errorf("tensor %s is %s of %d dimensions, want %s of %d", name, e.Kind, len(e.Shape), kind, dims)
	}
	for _, n := range e.Shape {
		if n < 1 || n > len(f.data) {
			return nil, nil, fmt.Errorf("tensor %s has the impossible shape %v", name, e.Shape)
		}
	}
	n := size(e.Shape)
	if n < 0 || e.Offset < 0 || e.Offset > len(f.data) || n > len(f.data)-e.Offset {
		return nil, nil, fmt.Errorf("tensor %s reaches beyond the end of the model file", name)
	}
	return e.Shape, f.data[e.Offset : e.Offset+n], nil
}

// floats returns n numbers of float32.
func (f *file) floats(name string, n int) ([]float32, error) {
	shape, data, err := f.find(name, "f32", 1, func(s []int) int { return 4 * s[0] })
	if err == nil && shape[0] != n {
		err = fmt.Errorf("tensor %s has %d numbers, want %d", name, shape[0], n)
	}
	return decode(data), err
}

// table returns a float32 matrix of n columns, row by row.
func (f *file) table(name string, n int) ([]float32, error) {
	shape, data, err := f.find(name, "f32", 2, func(s []int) int { return 4 * s[0] * s[1] })
	if err == nil && shape[1] != n {
		err = fmt.Errorf("tensor %s has %d columns, want %d", name, shape[1], n)
	}
	return decode(data), err
}

// vocabulary returns the model's word pieces in order of their IDs.
func (f *file) vocabulary() ([]string, error) {
	_, data, err := f.find("vocabulary", "text", 1, func(s []int) int { return s[0] })
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), err
}

func decode(data []byte) []float32 {
	x := make([]float32, len(data)/4)
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return x
}
