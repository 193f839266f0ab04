/**
 * Cuts text into lines at `\n`, a batch for each chunk (a promise per line would cost more than the line).
 * A line longer than `maxLength` characters is cut and its rest dropped, so that memory stays bounded.
 */
export async function* splitLines(text: AsyncIterable<string>, maxLength: number): AsyncIterable<readonly string[]> {
  let open = ''
  let any = false
  for await (const chunk of text) {
    const lines = chunk.split('\n')
    const first = lines[0] ?? ''
    if (open.length < maxLength) open += first.length > maxLength ? first.slice(0, maxLength) : first
    any = true
    if (lines.length === 1) continue
    lines[0] = open
    open = lines.pop() ?? ''
    if (open.length > maxLength) open = open.slice(0, maxLength)
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index] ?? ''
      if (line.length > maxLength) lines[index] = line.slice(0, maxLength)
    }
    yield lines
  }
  if (any && open !== '') yield [open]
}
