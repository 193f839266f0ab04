/** The last lines of a step, which include a tool's final error message. */
export type LastLines = {
  add(line: string): void
  clear(): void
  /** From the last to the first. */
  backwards(): Iterable<string>
}

export function lastLines(size: number): LastLines {
  const lines: string[] = []
  let next = 0
  let held = 0
  return {
    add(line) {
      lines[next] = line
      next = (next + 1) % size
      if (held < size) held++
    },
    clear() {
      held = 0
    },
    *backwards() {
      for (let back = 1; back <= held; back++) yield lines[(next - back + size) % size] ?? ''
    },
  }
}
