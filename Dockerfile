# syntax=docker/dockerfile:1

# Build: the module's dependencies first, so that they are fetched again only
# when they change.
FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=${VERSION}" -o /footnote ./cmd/footnote

# Run: the program and the authorities it trusts for TLS, and nothing else: no
# shell, no package manager, and a number for a user, because there are no names.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /footnote /footnote
COPY LICENSE /LICENSE
USER 65532:65532
ENTRYPOINT ["/footnote"]
CMD ["--help"]
