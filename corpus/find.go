package corpus

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"footnote/corpus/chat"
)

// tree is a file system to find files in, and how its paths are shown.
type tree struct {
	fsys fs.FS
	// dir is the folder that fsys stands for, "" for none.
	dir string
}

// show returns the path of name for messages and IDs.
func (t tree) show(name string) string {
	if t.dir == "" {
		return name
	}
	return filepath.Join(t.dir, filepath.FromSlash(name))
}

// file is a file to be read.
type file struct {
	tree tree
	name string // in tree.fsys
	path string // as shown
	id   string // for the article, where it has none of its own
}

func (f file) open() (fs.File, error) { return f.tree.fsys.Open(f.name) }

func (f file) format() format { return formatOf(f.name) }

// findPaths finds the files that paths of the operating system name. A file
// that is named twice is found once.
func (r *Reader) findPaths(ctx context.Context, paths []string, found func(file) bool, problem func(error) bool) bool {
	seen, met, told := make(map[string]bool), 0, 0
	tell := func(err error) bool { told++; return problem(err) }
	once := func(f file) bool {
		met++
		full, err := filepath.Abs(f.path)
		if err != nil {
			full = f.path
		}
		if seen[full] {
			return true
		}
		seen[full] = true
		return found(f)
	}
	for _, p := range paths {
		t, name, err := locate(p)
		if err != nil {
			if !tell(missing(p, err)) {
				return false
			}
			continue
		}
		before := met + told
		if !r.find(ctx, t, name, once, tell) {
			return false
		}
		if met+told == before && ctx.Err() == nil && !tell(vacant(p)) {
			return false
		}
	}
	return true
}

// vacant is the problem of a folder without a file to read.
func vacant(p string) *Problem {
	return &Problem{Path: p, Reason: "holds no file that is read: put " + AllEndings + " files into it"}
}

// locate turns a path into a tree and a name in it: a folder is a tree of its
// own, so that a link to a folder can be named too.
func locate(p string) (tree, string, error) {
	info, err := os.Stat(p)
	if err != nil {
		return tree{}, "", err
	}
	p = filepath.Clean(p)
	if info.IsDir() {
		return tree{os.DirFS(p), p}, ".", nil
	}
	dir, base := filepath.Split(p)
	if dir == "" {
		dir = "."
	}
	return tree{os.DirFS(dir), dir}, base, nil
}

func missing(p string, err error) *Problem {
	if os.IsNotExist(err) {
		return &Problem{Path: p, Reason: "does not exist: check the path", Err: err}
	}
	return &Problem{Path: p, Reason: "cannot be opened: " + plainError(err).Error(), Err: err}
}

// find calls found for root, where it is a file, or for the files below it in
// order of name. Files with other endings and hidden ones are only counted,
// unless root itself is such a file. It tells whether the caller wants more.
func (r *Reader) find(ctx context.Context, t tree, root string, found func(file) bool, problem func(error) bool) bool {
	more := true
	err := fs.WalkDir(t.fsys, root, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		switch {
		case err != nil:
			more = problem(missing(t.show(name), err))
		case name == root && !entry.IsDir():
			more = r.findNamed(t, name, found, problem)
		case name != root && strings.HasPrefix(entry.Name(), "."):
			r.Tally.Ignored++
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		case formatOf(name) == formatNone || !regular(t, name, entry):
			r.Tally.Ignored++
		default:
			more = r.offer(t, name, entry, found, problem)
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil && more {
		more = problem(missing(t.show(root), err))
	}
	return more
}

// offer calls found for a file of a folder that is to be read.
func (r *Reader) offer(t tree, name string, entry fs.DirEntry, found func(file) bool, problem func(error) bool) bool {
	switch {
	case leadsOut(t, name, entry):
		return problem(&Problem{Path: t.show(name), Reason: "is a link that leads out of the folder: put a copy of the file there, or name the file itself"})
	case !worthReading(t, name):
		r.Tally.Ignored++
		return true
	}
	return found(newFile(t, name))
}

// worthReading reports whether a file of a folder is one that is read. Most JSON
// files are settings of programs, which are no articles.
func worthReading(t tree, name string) bool {
	if formatOf(name) != formatJSON {
		return true
	}
	in, err := t.fsys.Open(name)
	if err != nil {
		return true // reading says why
	}
	defer in.Close() //nolint:errcheck // only read from
	head, err := io.ReadAll(io.LimitReader(in, chat.Sniff))
	return err != nil || chat.IsExport(head)
}

// findNamed is for a file that was named itself.
func (r *Reader) findNamed(t tree, name string, found func(file) bool, problem func(error) bool) bool {
	info, err := fs.Stat(t.fsys, name)
	switch {
	case err != nil:
		return problem(missing(t.show(name), err))
	case !info.Mode().IsRegular():
		return problem(&Problem{Path: t.show(name), Reason: "is not a file: name a file or a folder"})
	case formatOf(name) == formatNone:
		return problem(&Problem{Path: t.show(name), Reason: "has an ending that is not read: use " + AllEndings})
	}
	return found(newFile(t, name))
}

// regular tells whether an entry is a file or a link to one; links to folders
// are not followed, as they may lead round in a circle.
func regular(t tree, name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := fs.Stat(t.fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// leadsOut reports whether an entry is a link to a file outside of its tree. Whoever
// may put files into a folder shall not have others read that they name.
func leadsOut(t tree, name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 || t.dir == "" {
		return false
	}
	root, err := filepath.EvalSymlinks(t.dir)
	if err != nil {
		return true
	}
	target, err := filepath.EvalSymlinks(filepath.Join(t.dir, filepath.FromSlash(name)))
	if err != nil {
		return true
	}
	inside, err := filepath.Rel(root, target)
	return err != nil || !filepath.IsLocal(inside)
}

func newFile(t tree, name string) file {
	shown := t.show(name)
	return file{tree: t, name: name, path: shown, id: stem(shown)}
}

// stem is a path's last part without its ending.
func stem(p string) string {
	base := path.Base(filepath.ToSlash(p))
	return strings.ToValidUTF8(strings.TrimSuffix(base, path.Ext(base)), "\ufffd")
}

// nameFiles gives each file the ID that its name without the ending makes, with
// the folder in front where two files would have the same, and the folder above
// it where they still would.
func nameFiles(files []file) {
	clashes := make(map[string][]int)
	for i, f := range files {
		if f.format() != formatLines {
			clashes[f.id] = append(clashes[f.id], i)
		}
	}
	for _, same := range clashes {
		if len(same) > 1 {
			lengthen(files, same)
		}
	}
}

// lengthen puts folders in front of the IDs of the files that share one, as few
// as tell the most of them apart. Files that differ in nothing but their ending
// keep the same ID; the second is then refused.
func lengthen(files []file, same []int) {
	best, most := 0, 1
	for depth := 1; depth < maxFolders && most < len(same); depth++ {
		ids := make(map[string]bool)
		for _, i := range same {
			ids[longID(files[i].path, depth)] = true
		}
		if len(ids) > most {
			best, most = depth, len(ids)
		}
	}
	for _, i := range same {
		files[i].id = longID(files[i].path, best)
	}
}

// maxFolders bounds how many folders an ID names.
const maxFolders = 64

// longID is the stem of a path with depth folders in front.
func longID(p string, depth int) string {
	folders := strings.Split(strings.Trim(path.Dir(filepath.ToSlash(p)), "/"), "/")
	folders = folders[max(0, len(folders)-depth):]
	return strings.ToValidUTF8(path.Join(path.Join(folders...), stem(p)), "\ufffd")
}
