// The positions of a source map, version 3, as offsets in the compiled text.
const DIGITS = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit, value]))

/** `{ offset, line }` of each mapped position, in the order of the text: `line` is the source's, from 1. */
export function mappedPlaces(code, mappings) {
  const places = []
  const starts = [0]
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1)
  let source = 0
  let line = 0
  for (const [index, row] of mappings.split(';').entries()) {
    let column = 0
    for (const segment of row.split(',')) {
      const [toColumn, toSource, toLine] = numbersOf(segment)
      if (toColumn === undefined) continue
      column += toColumn
      if (toLine === undefined) continue
      source += toSource
      line += toLine
      const offset = (starts[index] ?? code.length) + column
      if (source === 0 && offset < code.length) places.push({ offset, line: line + 1 })
    }
  }
  return places
}

/** Base 64 VLQ: five bits a digit, the lowest first; the lowest of all is the sign. */
function numbersOf(segment) {
  const numbers = []
  let [value, shift] = [0, 0]
  for (const digit of segment) {
    const bits = DIGITS.get(digit) ?? 0
    value += (bits & 31) << shift
    shift += 5
    if (bits & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}
