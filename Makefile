.PHONY: run build test check licences image ci

run: ## the bot on a page in the browser
	go run ./cmd/footnote playground

build: ## one static file
	CGO_ENABLED=0 go build -trimpath -o footnote ./cmd/footnote

test: ## all tests
	go test ./...

check: ## what is quick
	test -z "$$(git ls-files '*.go' | xargs gofmt -l)"
	go vet ./...
	go test ./cmd/footnote/house

licences: ## gather the licences anew, after a change of go.mod
	go test ./cmd/footnote/licences -update

image: ## the container
	docker build --build-arg COMMIT=$$(git rev-parse HEAD) -t footnote .

ci: ## everything that must hold; as root, in a fresh Debian
	.ci/run
