/** A snapshot without the line breaks and the indentation that its place adds, as the frameworks compare it. */
export function comparedText(written: string): string {
  const lines = written.split('\n')
  if (lines.length < 3 || lines[0]?.trim() !== '' || lines.at(-1)?.trim() !== '') return written
  const indent = /^[ \t]*/.exec(lines[1] ?? '')?.[0] ?? ''
  const inside = lines.slice(1, -1)
  if (!inside.every((line) => line === '' || line.startsWith(indent))) return inside.join('\n')
  return inside.map((line) => line.slice(line === '' ? 0 : indent.length)).join('\n')
}

/** Between backticks: nothing in it ends them, or is code. */
function inBackticks(text: string): string {
  return `\`${text.replace(/`|\\|\$\{/g, '\\$&')}\``
}

/** A snapshot in a test: on lines of its own, indented like the old one or one step more than the line that holds it. */
export function inlineText(text: string, line: string, old: string): string {
  if (!text.includes('\n')) return inBackticks(text)
  const outer = /^[ \t]*/.exec(line)?.[0] ?? ''
  const own = /\n([ \t]+)\S/.exec(old)?.[1]
  const indent = old.includes('\n') && own !== undefined ? own : `${outer}${outer.startsWith('\t') ? '\t' : '  '}`
  const lines = inBackticks(text).slice(1, -1).split('\n')
  return `\`\n${lines.map((one) => (one === '' ? '' : indent + one)).join('\n')}\n${outer}\``
}

/** A snapshot in a file of snapshots. */
export function storedText(text: string): string {
  return inBackticks(text.includes('\n') ? `\n${text}\n` : text)
}
