const isColoured = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined
const with_ = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)

/** Colours where standard output is a terminal that wants them; plain text else. */
export const paint = { bold: with_(1), dim: with_(2), red: with_(31), green: with_(32), yellow: with_(33), cyan: with_(36) }

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
/** Columns that a text takes. */
export const widthOf = (text: string): number => [...text.replace(ESCAPES, '')].length
