package pdf

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/structs"
)

// form reads what was filled into the fields of a document, and notes that
// were put on its pages.
type form struct {
	in     pdfium.Pdfium
	doc    references.FPDF_DOCUMENT
	handle references.FPDF_FORMHANDLE
	open   bool
}

func (r *reader) openForm() *form {
	f := &form{in: r.in, doc: r.doc}
	got, err := r.in.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{Document: r.doc, FormFillInfo: idle})
	if err == nil {
		f.handle, f.open = got.FormHandle, true
	}
	return f
}

// idle answers PDFium's calls about drawing and timers, which reading does not
// need.
var idle = structs.FPDF_FORMFILLINFO{
	FFI_Invalidate:         func(references.FPDF_PAGE, float64, float64, float64, float64) {},
	FFI_SetCursor:          func(enums.FXCT) {},
	FFI_SetTimer:           func(int, func(int)) int { return 0 },
	FFI_KillTimer:          func(int) {},
	FFI_GetLocalTime:       func() structs.FPDF_SYSTEMTIME { return structs.FPDF_SYSTEMTIME{} },
	FFI_GetPage:            func(references.FPDF_DOCUMENT, int) *references.FPDF_PAGE { return nil },
	FFI_GetRotation:        func(references.FPDF_PAGE) enums.FPDF_PAGE_ROTATION { return enums.FPDF_PAGE_ROTATION_NONE },
	FFI_ExecuteNamedAction: func(string) {},
}

func (f *form) close() {
	if f.open {
		_, _ = f.in.FPDFDOC_ExitFormFillEnvironment(&requests.FPDFDOC_ExitFormFillEnvironment{FormHandle: f.handle})
	}
}

// maxAnnotations bounds the fields and notes read of a page.
const maxAnnotations = 2000

// pieces returns the values and notes of page i where they stand.
func (f *form) pieces(i int) []piece {
	at := requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: i}}
	count, err := f.in.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: at})
	if err != nil {
		return nil
	}
	var all []piece
	for n := range min(count.Count, maxAnnotations) {
		got, err := f.in.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: at, Index: n})
		if err != nil {
			continue
		}
		if p, ok := f.piece(got.Annotation); ok {
			all = append(all, p)
		}
		_, _ = f.in.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: got.Annotation})
	}
	return all
}

// piece is the text of a field or a note.
func (f *form) piece(a references.FPDF_ANNOTATION) (piece, bool) {
	text := f.text(a)
	rect, err := f.in.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a})
	if text == "" || err != nil {
		return piece{}, false
	}
	x, y := float64(rect.Rect.Left), float64(min(rect.Rect.Bottom, rect.Rect.Top))
	const size = 10 // that of what is beside it is not known
	above := 3.0
	if height := math.Abs(float64(rect.Rect.Top - rect.Rect.Bottom)); height < 3*size { // one line, in the middle
		above = (height - capHeight*size) / 2
	}
	return piece{text: text, x0: x, x1: x + size*float64(len(text))/2, y: y + above, size: size}, true
}

func (f *form) text(a references.FPDF_ANNOTATION) string {
	kind, err := f.in.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a})
	if err != nil {
		return ""
	}
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_WIDGET:
		return f.value(a)
	case enums.FPDF_ANNOT_SUBTYPE_TEXT, enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
		got, err := f.in.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: "Contents"})
		return oneLine(got, err)
	}
	return ""
}

// value is what was written or chosen in a field; boxes that are ticked have
// values that only programs understand.
func (f *form) value(a references.FPDF_ANNOTATION) string {
	if !f.open {
		return ""
	}
	kind, err := f.in.FPDFAnnot_GetFormFieldType(&requests.FPDFAnnot_GetFormFieldType{FormHandle: f.handle, Annotation: a})
	if err != nil {
		return ""
	}
	switch kind.FormFieldType {
	case enums.FPDF_FORMFIELD_TYPE_TEXTFIELD, enums.FPDF_FORMFIELD_TYPE_COMBOBOX, enums.FPDF_FORMFIELD_TYPE_LISTBOX:
		got, err := f.in.FPDFAnnot_GetFormFieldValue(&requests.FPDFAnnot_GetFormFieldValue{FormHandle: f.handle, Annotation: a})
		if err != nil {
			return ""
		}
		return strings.Join(strings.Fields(got.FormFieldValue), " ")
	}
	return ""
}

func oneLine(got *responses.FPDFAnnot_GetStringValue, err error) string {
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(got.Value), " ")
}
