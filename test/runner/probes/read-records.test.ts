import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readRecords } from '../../../src/runner/probes/read-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'suture-records-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(...lines: string[]) {
  const file = join(folder, 'records.jsonl')
  writeFileSync(file, lines.join('\n'))
  return readRecords(file)
}

describe('records, which the tests could have written too', () => {
  test('lines that are no record are left out, the others count', async () => {
    const modules = { kind: 'modules', productFiles: ['a.py'], outsideFiles: [] }
    expect(
      await read(
        '{"kind":"done"}',
        'not json',
        '{"kind":"done"',
        '{"kind":"other"}',
        '[]',
        'null',
        '{"kind":"report","testId":5}',
        JSON.stringify(modules),
        '',
      ),
    ).toEqual([{ kind: 'done' }, modules])
  })

  test('a line without end is left out', async () => {
    expect(await read(`{"kind":"broken","reason":"${'x'.repeat(2_100_000)}"}`, '{"kind":"done"}')).toEqual([{ kind: 'done' }])
  })

  test('an absent file has none', async () => {
    expect(await readRecords(join(folder, 'absent'))).toEqual([])
  })
})
