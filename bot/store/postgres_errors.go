package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// ErrLost: the database's server does not answer.
var ErrLost = errors.New("the database does not answer")

// ErrOtherGuild: a row was to be written that is not of the guild that the context says.
var ErrOtherGuild = errors.New("the row is of another guild than this work is for")

// policyCheck is the server's routine that refuses such a row.
const policyCheck = "ExecWithCheckOptions"

// advice is what mends an error of a server's, by its code or its class, the first two
// characters of the code.
var advice = map[string]string{
	"28": "it refuses the user or the password that database.url has",
	"3D": "it is not there: make it with CREATE DATABASE",
	"42501": "the user may not do that: GRANT CREATE ON DATABASE to the user that database.url has, or make the schema " + Schema +
		" and its tables that user's",
	"53":    "the server has no room or no connection left",
	"25006": "it can only be read: name the primary server in database.url",
}

// lost are the codes and classes of a server that starts, stops or lost us.
var lost = []string{"08", "57P01", "57P02", "57P03"}

// explain names the database and says what mends the error.
func (e server) explain(err error) error {
	var said *pgconn.PgError
	switch {
	case err == nil, errors.Is(err, sql.ErrNoRows), errors.Is(err, context.Canceled), errors.Is(err, ErrLost):
		return err
	case errors.As(err, &said):
		return e.explained(said, err)
	}
	var refused *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &refused) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, net.ErrClosed) {
		return e.lost(err)
	}
	return err
}

// closedBefore reports whether an error is that of a connection which ended, and not that
// none can be had.
func closedBefore(err error) bool {
	var refused *pgconn.ConnectError
	return errors.Is(err, ErrLost) && !errors.As(err, &refused)
}

// lost is ErrLost with its cause, on one line.
func (e server) lost(cause error) error {
	return told{fmt.Sprintf("%v: see whether the server of %s runs and can be reached (%s)", ErrLost, e.at, line(cause)), []error{ErrLost, cause}}
}

// told is an error in words of its own.
type told struct {
	words  string
	causes []error
}

func (t told) Error() string { return t.words }

// Unwrap gives what it came from.
func (t told) Unwrap() []error { return t.causes }

// line is what an error says, on one line.
func line(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// explained is explain for what the server said.
func (e server) explained(said *pgconn.PgError, err error) error {
	if said.Code == "42501" && said.Routine == policyCheck {
		return fmt.Errorf("%w: %w", ErrOtherGuild, err)
	}
	for _, code := range lost {
		if strings.HasPrefix(said.Code, code) {
			return e.lost(err)
		}
	}
	for _, code := range []string{said.Code, said.Code[:min(2, len(said.Code))]} {
		if mend, ok := advice[code]; ok {
			return told{fmt.Sprintf("the database %s: %s (%s)", e.at, mend, line(err)), []error{err}}
		}
	}
	return err
}
