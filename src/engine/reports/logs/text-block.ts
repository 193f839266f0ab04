/** The lines of a log that belong to one failure, with their numbers; text beyond the limit is left out, the span is not. */
export type TextBlock = {
  readonly title: string
  add(line: string, number: number): void
  span(): readonly [number, number]
  text(): string
}

export function textBlock(title: string, from: number, maxLength: number): TextBlock {
  const lines: string[] = []
  let length = 0
  let to = from
  return {
    title,
    add(line, number) {
      if (line.trim() !== '') to = number
      if (length > maxLength) return
      lines.push(line)
      length += line.length + 1
    },
    span: () => [from, to],
    text: () => lines.join('\n').slice(0, maxLength),
  }
}
