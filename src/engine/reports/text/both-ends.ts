import { concat } from '../../archives/collect-bytes.ts'

/** How much of a longer text is read from its beginning and from its end, in bytes. */
export type Ends = { readonly head: number; readonly tail: number }

/** Stands where bytes of a stream were left out. `size`: of the whole stream. */
export type Omission = { readonly omitted: number; readonly size: number }

/** A text that may be longer than what is read of it. `size`: of the whole, where that is known. */
export type LongText = {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly size: number | null
  /** Its last bytes alone, which spares reading what lies before them; null where there is no such way. */
  tail(length: number): Promise<AsyncIterable<Uint8Array> | null>
}

const NEWLINE = 10

/**
 * A text of lines, whole where it is no longer than both ends together; else its first and its last lines, with an omission between them.
 * No line is cut there: half a line could read as another one. Holds at most `ends.tail` bytes.
 */
export async function* bothEnds({ bytes, size: whole, tail }: LongText, ends: Ends): AsyncGenerator<Uint8Array | Omission> {
  if (whole !== null && whole <= ends.head + ends.tail) {
    yield* bytes
    return
  }
  const iterator = bytes[Symbol.asyncIterator]()
  try {
    let [size, passed] = [0, 0]
    let open: Uint8Array[] = [] // a line whose end is not read yet
    for (;;) {
      const { value, done } = await iterator.next()
      if (done) {
        yield* open
        return
      }
      const room = Math.min(ends.head - size, value.length)
      size += value.length
      const end = value.subarray(0, room).lastIndexOf(NEWLINE) + 1
      const cut = end > 0 || passed > 0 || size <= ends.head ? end : room // of one long line, what there is room for
      if (cut > 0) {
        yield* open
        yield value.subarray(0, cut)
        passed = size - value.length + cut
        open = []
      }
      if (cut < value.length) open.push(value.subarray(cut))
      if (size > ends.head) break
    }
    const direct = whole === null ? null : await tail(ends.tail)
    if (whole !== null && direct) {
      yield { omitted: whole - passed - ends.tail, size: whole }
      yield* fromNextLine(direct)
    } else yield* keptTail(open, iterator, passed, ends.tail)
  } finally {
    await iterator.return?.()
  }
}

async function* keptTail(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  passed: number,
  tail: number,
): AsyncGenerator<Uint8Array | Omission> {
  const kept: Uint8Array[] = []
  let [held, omitted] = [0, 0]
  const keep = (part: Uint8Array): void => {
    kept.push(part)
    held += part.length
    while (held > tail) {
      const oldest = kept.shift() ?? part
      const surplus = Math.min(held - tail, oldest.length)
      if (surplus < oldest.length) kept.unshift(oldest.subarray(surplus))
      held -= surplus
      omitted += surplus
    }
  }
  for (const part of first) keep(part)
  for (let next = await rest.next(); !next.done; next = await rest.next()) keep(next.value)
  if (omitted > 0) yield { omitted, size: passed + omitted + held }
  yield* omitted > 0 ? fromNextLine(kept) : kept
}

/** Without what is left of a line that began earlier. */
async function* fromNextLine(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let skipped: Uint8Array[] | null = []
  for await (const part of bytes) {
    const at = skipped === null ? 0 : part.indexOf(NEWLINE) + 1
    if (skipped === null) yield part
    else if (at === 0) skipped.push(part)
    else {
      skipped = null
      yield part.subarray(at)
    }
  }
  // one line only: better cut than not read
  if (skipped !== null && skipped.length > 0) yield concat(skipped)
}
