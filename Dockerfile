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

# Run: the program, the authorities it trusts for TLS, time zones, and nobody
# to become root as.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /footnote /footnote
COPY LICENSE /LICENSE
USER nonroot:nonroot
ENTRYPOINT ["/footnote"]
CMD ["--help"]
