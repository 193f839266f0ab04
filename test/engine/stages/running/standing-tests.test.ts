import { expect, test } from 'vitest'
import { standingFor } from '../../../../src/engine/stages/running/standing-tests.ts'
import type { TestRef } from '../../../../src/model/test-ref.ts'
import { testParsers } from '../../../support/grammars.ts'

const ROW = "    ('b', 2),\n"
const LINE = '    assert f(c)\n'
const BEFORE = `import pytest\n\n\n@pytest.mark.parametrize('c, n', [\n    ('a', 1),\n${ROW}])\ndef test_a(c, n):\n${LINE}    assert f(c) == n\n\n\ndef test_b():\n    assert f('a')\n`
const FILE = 'tests/test_a.py'
const ref = (name: string, row: string | null): TestRef => {
  return { kind: 'test', id: `${FILE}::${name}${row === null ? '' : `[${row}]`}`, file: FILE, suite: [], name, row }
}

/** What has to pass for a test once a part of its file is taken away. */
async function standing(part: string, subject: TestRef): Promise<string> {
  const start = BEFORE.indexOf(part)
  const range = { start, end: start + part.length }
  const candidate = {
    ...{ id: '1', testIds: [subject.id], askedBy: [subject.id], strategy: 'remove_test' as const, origin: 'rule' as const, round: 0 },
    ...{ causes: [], confidence: 0.8, edits: [{ file: FILE, range, replacement: '', effect: 'removal' as const, causes: [] }] },
  }
  const files = [{ path: FILE, before: BEFORE, after: BEFORE.replace(part, '') }]
  return standingFor(subject, { candidate, files }, { parsers: await testParsers() }).id
}

test('where a row goes, all that is left of the file stands for each row of its test', async () => {
  expect(await standing(ROW, ref('test_a', 'b-2'))).toBe(FILE)
  expect(await standing(ROW, ref('test_a', 'a-1'))).toBe(FILE)
  expect(await standing(ROW, ref('test_b', null))).toBe(`${FILE}::test_b`)
})

test('where an assertion goes, the test stands for itself', async () => {
  expect(await standing(LINE, ref('test_a', 'a-1'))).toBe(`${FILE}::test_a[a-1]`)
})
