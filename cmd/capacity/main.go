// Capacity says what a bot in so many servers needs, from what was measured of one process.
//
//	go run ./cmd/capacity [-guilds 100,1000,100000]
//
// It prints the tables of docs/SCALING.md. What is measured and what is assumed stands in
// figures.go; how many questions a process carries is found out by a simulation of its
// desks and its line.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// usual are the numbers of guilds that the tables are of.
const usual = "100,1000,100000"

func main() {
	guilds := flag.String("guilds", usual, "numbers of guilds, separated by commas")
	flag.Parse()
	list, err := numbers(*guilds)
	if err != nil {
		fmt.Fprintln(os.Stderr, "capacity:", err)
		os.Exit(2)
	}
	fmt.Print(tables(list))
}

func numbers(text string) (list []int, err error) {
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of guilds", part)
		}
		list = append(list, n)
	}
	return list, nil
}
