const ESCAPE = String.fromCharCode(27)
const ANSI = new RegExp(`${ESCAPE}\\[[0-9;]*[A-Za-z]`, 'g')
const STAMP = /^\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z ?/

const eachLine = (text: string, change: (line: string) => string) => text.split('\n').map(change).join('\n')
const isStamped = (text: string) => STAMP.test(text.slice(0, 200))

/** The same log as other ways of fetching it give it; each must be read alike. */
export const logVariants: Readonly<Record<string, (text: string) => string>> = {
  CRLF: (text) => eachLine(text.replaceAll('\r\n', '\n'), (line) => `${line}\r`).replace(/\r$/, ''),
  LF: (text) => text.replaceAll('\r\n', '\n'),
  'byte order mark': (text) => (text.startsWith('\ufeff') ? text.slice(1) : `\ufeff${text}`),
  'no colours': (text) => text.replace(ANSI, ''),
  colours: (text) => eachLine(text, (line) => colour(line)),
  timestamps: (text) => (isStamped(text) ? eachLine(text, (line) => line.replace(STAMP, '')) : stamped(text)),
  'gh run view': (text) =>
    eachLine(isStamped(text) ? text : stamped(text), (line) => (line === '' ? line : `test (ubuntu, 3.12)\tUNKNOWN STEP\t${line}`)),
}

function stamped(text: string): string {
  return eachLine(text, (line) => (line === '' ? line : `2024-02-29T23:59:59.1234567Z ${line}`))
}

/** Wraps what stands after the timestamp, and resets at the end, as a terminal program would. */
function colour(line: string): string {
  const stamp = STAMP.exec(line)?.[0] ?? ''
  const rest = line.slice(stamp.length)
  return rest.trim() === '' || rest.startsWith('##[') || rest.startsWith('[command]')
    ? line
    : `${stamp}${ESCAPE}[31m${ESCAPE}[1m${rest}${ESCAPE}[0m`
}
