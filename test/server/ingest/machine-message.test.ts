import { describe, expect, it } from 'vitest'
import { keepTail, machineMessage } from '../../../src/server/ingest/machine-message.ts'

const stamped = (lines: readonly string[]) => lines.map((line) => `2026-11-24T10:00:00.0000000Z ${line}\n`).join('')

describe('machineMessage', () => {
  it.each([
    [
      'a dead registry',
      ['npm error code ETIMEDOUT', 'npm error network request failed', '##[error]Process completed with exit code 1.'],
      /ETIMEDOUT/,
    ],
    ['a full disk', ['OSError: [Errno 28] No space left on device', 'Cleaning up orphan processes'], /No space left/],
    [
      'the runner itself',
      ['##[error]The runner has received a shutdown signal.', 'Cleaning up orphan processes'],
      /^The runner has received/,
    ],
  ])('finds what %s said', (_what, lines, message) => {
    expect(machineMessage(stamped(lines))).toMatch(message)
  })

  it('finds nothing where nothing was said', () => {
    expect(machineMessage(stamped(['all good', '##[error]Process completed with exit code 1.']))).toBe('')
  })
})

describe('keepTail', () => {
  it('passes everything on and keeps the end', async () => {
    async function* source() {
      yield Buffer.from('a'.repeat(200_000))
      yield Buffer.from('the end')
    }
    const { pass, tail } = keepTail()
    let size = 0
    for await (const part of pass(source())) size += part.length
    expect(size).toBe(200_007)
    expect(tail().endsWith('the end')).toBe(true)
    expect(tail().length).toBeLessThan(100_000)
  })
})
