# syntax=docker/dockerfile:1

# Build: the module's dependencies first, so that they are fetched again only
# when they change.
FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=""
ARG COMMIT=""
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=${VERSION} -X main.commit=${COMMIT}" -o /footnote ./cmd/footnote && mkdir /data

# Run: the program and the authorities it trusts for TLS, and nothing else: no
# shell, no package manager, and a number for a user, because there are no names.
# Nothing but the volume is written to, so that the root can be read-only.
FROM scratch
LABEL org.opencontainers.image.title="Footnote" \
      org.opencontainers.image.description="A Discord bot that answers from articles, every claim with a verbatim quote" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.documentation="docs/operators.md"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /footnote /footnote
COPY --from=build --chown=65532:65532 /data /data
COPY LICENSE cmd/footnote/licences/third_party.txt /licences/
ENV FOOTNOTE_DATA=/data \
    FOOTNOTE_HTTP_ADDR=127.0.0.1:9090 \
    XDG_CACHE_HOME=/data/cache
VOLUME /data
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["/footnote", "health"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]
