import { expect, test } from 'vitest'
import { ownExpectations } from '../../../src/engine/repair/own-expectations.ts'
import type { Edit } from '../../../src/model/candidate.ts'
import { completedRun } from '../../support/completed-run.ts'
import { testParsers } from '../../support/grammars.ts'
import { probedTest } from '../../support/probed.ts'

const FILE = 'tests/test_a.py'
const TEXT = 'LIMIT = 3\n\n\ndef test_one():\n    assert f(1) == 10\n\n\ndef test_two():\n    assert f(2) == 20\n'

test('what another test expects is left to it, what all share and how the code is reached is not', async () => {
  const edit = (word: string, effect: Edit['effect']): Edit => {
    const start = TEXT.indexOf(word)
    return { file: FILE, range: { start, end: start + word.length }, replacement: '7', effect, causes: [] }
  }
  const run = completedRun(['test_one', 'test_two'].map((name) => probedTest(`${FILE}::${name}`, 'failed')))
  const own = ownExpectations(run, { headFiles: new Map([[FILE, TEXT]]), parsers: await testParsers() })
  const edits = [edit('3', 'expectation'), edit('10', 'expectation'), edit('20', 'expectation'), edit('f(2)', 'reach')]
  const placesOf = (found: readonly Edit[]) => found.map(({ range }) => TEXT.slice(range.start, range.end))
  expect(placesOf(own(edits, `${FILE}::test_one`))).toEqual(['3', '10', 'f(2)'])
  expect(placesOf(own(edits, FILE))).toEqual(['3', '10', '20', 'f(2)'])
})
