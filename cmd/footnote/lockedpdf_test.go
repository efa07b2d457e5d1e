package main

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// writeLockedPDF is `lockedpdf FILE`: a PDF of one page that opens with the
// password "secret" only. It is encrypted by the standard security handler,
// revision 2 (ISO 32000-1, 7.6.3, algorithms 2 to 4), the simplest there is.
func writeLockedPDF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: lockedpdf FILE")
	}
	const permissions = -44
	id := []byte("0123456789abcdef")
	user := padded("secret")
	ownerKey := md5.Sum(user)
	owner := arcfour(ts, ownerKey[:5], user)
	p := uint32(0xFFFFFFFF + permissions + 1)
	hash := md5.New()
	for _, part := range [][]byte{user, owner, {byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)}, id} {
		hash.Write(part)
	}
	key := hash.Sum(nil)[:5]
	// The stream is object 4, generation 0: its key is made from both.
	streamKey := md5.Sum(append(bytes.Clone(key), 4, 0, 0, 0, 0))
	content := arcfour(ts, streamKey[:10], []byte("BT /F1 12 Tf 72 720 Td (The treaty was signed in Vienna.) Tj ET"))
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P %d >>", owner, arcfour(ts, key, padded("")), permissions),
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), lockedPDF(objects, id), 0o600))
}

// lockedPDF puts numbered objects into a file; the first is the catalog, the last
// says how the file is encrypted.
func lockedPDF(objects []string, id []byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Encrypt %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(objects)+1, len(objects), id, id, table)
	return b.Bytes()
}

// padded brings a password to 32 bytes with the filling the standard names.
func padded(password string) []byte {
	const filling = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
		"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	return []byte((password + filling)[:32])
}

// arcfour encrypts data with RC4.
func arcfour(ts *testscript.TestScript, key, data []byte) []byte {
	cipher, err := rc4.NewCipher(key)
	ts.Check(err)
	out := make([]byte, len(data))
	cipher.XORKeyStream(out, data)
	return out
}
