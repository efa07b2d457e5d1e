package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"
)

// Reasons for an Error that a caller may decide on.
var (
	// ErrRefused is within the error of an address that is never fetched: of
	// another kind than http, or not public.
	ErrRefused = errors.New("the address is refused")
	// ErrRobots is within the error of a page that the site asks not to fetch.
	ErrRobots = errors.New("the site's robots.txt forbids it")
)

// Error says why an address could not be fetched. One that wraps
// fs.ErrNotExist says that the page is gone for good (404 or 410). Any other may
// pass, so that what is known of the page is kept.
type Error struct {
	// URL is the address that was asked for.
	URL string
	// Reason is one plain sentence without a full stop.
	Reason string
	// Err is the cause, nil where the reason says it all.
	Err error
}

// Error gives address and reason on one line.
func (e *Error) Error() string { return e.URL + ": " + e.Reason }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// because makes an Error whose address is filled in later.
func because(cause error, format string, args ...any) *Error {
	return &Error{Reason: fmt.Sprintf(format, args...), Err: cause}
}

func refuse(format string, args ...any) *Error { return because(ErrRefused, format, args...) }

// about fills in the address that was asked for, where there is none yet.
func about(address string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return &Error{URL: address, Reason: e.Reason, Err: e.Err}
	}
	return err
}

// explain turns an error of the network into a sentence.
func explain(ctx context.Context, host string, limit time.Duration, err error) error {
	var e *Error
	var dns *net.DNSError
	var network net.Error
	if errors.As(err, &e) {
		return e
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	switch {
	case errors.As(err, &network) && network.Timeout() || errors.Is(err, context.DeadlineExceeded):
		return because(err, "did not answer within %s: try again later", limit)
	case errors.As(err, &dns) && dns.IsNotFound:
		return because(err, "the name %s is not known: check the address", host)
	case errors.As(err, &dns):
		return because(err, "the name %s cannot be looked up just now: check the network or try again later", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return because(err, "%s refuses the connection: check the address or try again later", host)
	case untrusted(err):
		return because(err, "%s cannot prove who it is: %s", host, innermost(err))
	}
	return because(err, "the connection to %s failed: %s", host, innermost(err))
}

func untrusted(err error) bool {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &unknown) || errors.As(err, &name) || errors.As(err, &invalid) || errors.As(err, &verify)
}

// innermost is the message at the end of a chain of errors, on one line.
func innermost(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}
