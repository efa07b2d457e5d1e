//go:build unix

package doctor

import "golang.org/x/sys/unix"

// freeSpace is the number of bytes that may still be written below a folder.
func freeSpace(dir string) (uint64, bool) {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return uint64(fs.Bavail) * uint64(fs.Bsize), true
}
