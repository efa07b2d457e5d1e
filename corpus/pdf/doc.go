// Package pdf takes the text out of PDF documents.
//
// PDFium, compiled to WebAssembly, parses the file and says which character
// stands where; it has no access to files or the network. How the characters
// become lines, columns and paragraphs is decided here, since the order in
// which a PDF draws its text need not be the order in which it is read.
//
// Coordinates are points, with y growing upwards. Text that is drawn at a right
// angle is turned first, so that every line runs from left to right.
package pdf
