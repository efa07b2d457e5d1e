// Build makes weights.bin of the tagger's published weights, which come with the
// module github.com/jdkato/prose/v2 v2.0.0:
//
//	go run ./build "$(go mod download -json github.com/jdkato/prose/v2@v2.0.0 | jq -r .Dir)"
//
// It checks their hashes, so that the table is the same at every run.
package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
)

// files are read from model/AveragedPerceptron, with their hashes.
var files = map[string]string{
	"classes": "a84ef6e4cf4d52287c2661be2c81b2cb5fba6860f1e993f45763d87cfc574e25",
	"tags":    "fa5d3977ceb0cebb9d5ae78d4e22602451fbdde3fdbd133776e5eb47ae82b549",
	"weights": "e5b76c65a076141360ee0cd3a20c6ab9e4f5ddfcd9a29735997e06b6d4bc7406",
}

const (
	// least is the weight below which one is left out, scale how many steps of a
	// byte make one: measured on the Penn Treebank sample beside the weights.
	least, scale = 0.3, 8
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./build DIRECTORY OF THE MODULE")
	}
	if err := build(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func build(dir string) error {
	var classes []string
	var tags map[string]string
	var weights map[string]map[string]float64
	for name, into := range map[string]any{"classes": &classes, "tags": &tags, "weights": &weights} {
		if err := read(filepath.Join(dir, "model/AveragedPerceptron", name+".gob"), files[name], into); err != nil {
			return err
		}
	}
	slices.Sort(classes)
	number := map[string]byte{}
	for i, c := range classes {
		number[c] = byte(i)
	}
	var out bytes.Buffer
	out.WriteByte(byte(len(classes)))
	for _, c := range classes {
		out.WriteByte(byte(len(c)))
		out.WriteString(c)
	}
	records := map[uint32][]byte{}
	for word, tag := range tags {
		records[hash("tag "+word)] = []byte{number[tag], 127}
	}
	for feature, list := range weights {
		if r := record(list, number); len(r) > 0 {
			records[hash(feature)] = r
		}
	}
	write(&out, records)
	return os.WriteFile("weights.bin", out.Bytes(), 0o644)
}

func read(path, want string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
		return fmt.Errorf("%s has the hash %x, not %s", path, sum, want)
	}
	return gob.NewDecoder(bytes.NewReader(data)).Decode(into)
}

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// record is the class and the weight of each that counts, a byte each.
func record(list map[string]float64, number map[string]byte) []byte {
	var r []byte
	for _, class := range slices.Sorted(maps.Keys(list)) {
		if w := list[class]; math.Abs(w) >= least {
			r = append(r, number[class], byte(int8(max(-127, min(127, math.Round(w*scale))))))
		}
	}
	return r
}

// write writes the number of records, their hashes in order, where each begins
// among the records in pairs of bytes, and the records.
func write(out *bytes.Buffer, records map[uint32][]byte) {
	hashes := slices.SortedFunc(maps.Keys(records), cmp.Compare[uint32])
	number := func(n uint32) { out.Write(binary.LittleEndian.AppendUint32(nil, n)) }
	number(uint32(len(hashes)))
	for _, h := range hashes {
		number(h)
	}
	at := uint32(0)
	for _, h := range hashes {
		number(at)
		at += uint32(len(records[h])) / 2
	}
	number(at)
	for _, h := range hashes {
		out.Write(records[h])
	}
}
