import { describe, expect, it } from 'vitest'
import { bothEnds, type LongText, type Omission } from '../../../../src/engine/reports/text/both-ends.ts'

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join('')

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string, ends: { head: number; tail: number }, size = 7, more: Partial<LongText> = {}) {
  const parts = ['']
  let omission: Omission | null = null
  for await (const part of bothEnds({ bytes: chunks(text, size), size: null, tail: async () => null, ...more }, ends)) {
    if ('omitted' in part) {
      omission = part
      parts.push('')
    } else parts[parts.length - 1] += Buffer.from(part).toString()
  }
  return { parts, omission }
}

describe('bothEnds', () => {
  const text = lines(1000, 1100) // 10 bytes a line

  it.each([1, 7, 10, 999, 5_000])('passes on what is not too long, in chunks of %i', async (size) => {
    expect(await read(text, { head: 500, tail: 500 }, size)).toEqual({ parts: [text], omission: null })
    expect(await read(text, { head: 100, tail: 900 }, size)).toEqual({ parts: [text], omission: null })
    const again = { size: text.length, tail: async () => chunks('once more\n', 4) }
    expect(await read(text, { head: 100, tail: 900 }, size, again)).toEqual({ parts: [text], omission: null })
  })

  it.each([1, 7, 10, 999, 5_000])('keeps whole lines of both ends, in chunks of %i', async (size) => {
    const { parts, omission } = await read(text, { head: 105, tail: 105 }, size)
    const [head = '', tail = ''] = parts
    expect(text.startsWith(head) && head.endsWith('\n') && head.length >= 90).toBe(true)
    expect(text.endsWith(tail) && tail.startsWith('line ') && tail.length >= 90).toBe(true)
    expect(omission?.size).toBe(1_000)
  })

  it('takes the other way to the end where there is one, and reads no further', async () => {
    let taken = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        taken += 1
        yield Buffer.from('line\n'.repeat(20))
      }
    }
    const tail = async () => chunks('f a line\nlast but one\nlast\n', 4)
    const parts: string[] = []
    for await (const part of bothEnds({ bytes: endless(), size: 5_000_000, tail }, { head: 250, tail: 30 }))
      parts.push('omitted' in part ? `(${part.omitted})` : Buffer.from(part).toString())
    expect(parts.join('')).toBe(`${'line\n'.repeat(50)}(4999720)last but one\nlast\n`)
    expect(taken).toBe(3)
  })

  it('cuts a text of one line rather than to leave it unread', async () => {
    const { parts } = await read('x'.repeat(1_000), { head: 100, tail: 100 })
    expect(parts[0]).toBe('x'.repeat(100))
    expect(parts[1]?.length).toBeGreaterThanOrEqual(100)
  })
})
