import { describe, expect, test } from 'vitest'
import { vitest } from '../../../src/engine/frameworks/vitest.ts'
import { doubtfulNamed, doubtfulTests, selectionOf } from '../../../src/engine/stages/doubtful-tests.ts'
import type { TestRun } from '../../../src/model/runs/test-run.ts'
import type { Subject } from '../../../src/model/test-ref.ts'
import { completedRun } from '../../support/completed-run.ts'
import { probedFile, probedTest, subjectOf } from '../../support/probed.ts'

const ran = (...ids: readonly string[]): TestRun => completedRun(ids.map((id) => probedTest(id, 'failed')))

function found(first: TestRun, ...asked: readonly string[]): readonly string[] {
  const refs = asked.flatMap((id): Subject[] => {
    const subject = vitest.testRef(id, new Set(['a.test.js']))
    return subject === null ? [] : [subject]
  })
  return doubtfulTests({ first, asked: refs }).map(({ id }) => id)
}

describe('a test that was asked for', () => {
  test.each([
    ['as Suture names it', 'a.test.js > cart > adds up'],
    ['as Jest prints it', 'a.test.js › cart › adds up'],
    ['as reports have it, with all titles in one', 'a.test.js :: cart adds up'],
    ['as Jest prints it on Windows', '.\\a.test.js › cart › adds up'],
  ])('is found %s', (_, name) => {
    expect(found(ran('a.test.js > cart > adds up', 'a.test.js > cart > adds'), name)).toEqual(['a.test.js > cart > adds up'])
  })

  test('is found by its title as terminals and reports show it, without white space around it and with one space for more', () => {
    const run = ran('a.test.js > cart > adds\n  up ', 'a.test.js > cart > adds')
    expect(found(run, 'a.test.js > cart > adds up')).toEqual(['a.test.js > cart > adds\n  up '])
  })

  test('what could be two tests is neither', () => {
    const name = 'a.test.js :: cart adds up'
    expect(found(ran('a.test.js > cart > adds up', 'a.test.js > cart adds > up'), name)).toEqual([name])
  })

  test('has the parts that the run knows: a title that holds the separator is one title', () => {
    const own = { ...probedTest('a.test.js > cart > a > b', 'failed'), suite: ['cart'], name: 'a > b' }
    const asked = [subjectOf('a.test.js > cart > a > b')]
    expect(asked).toMatchObject([{ suite: ['cart', 'a'], name: 'b' }])
    const { kind, id, file, suite, name, row } = own
    expect(doubtfulTests({ first: completedRun([own]), asked })).toEqual([{ kind, id, file, suite, name, row }])
  })
})

describe('what failed, where nothing was asked for', () => {
  const first = completedRun([probedTest('b.py::s'), probedTest('b.py::t', 'failed'), probedTest('b.py::u', 'skipped')], {
    fileOutcomes: [probedFile('a.py'), probedFile('b.py'), probedFile('c.py', { outcome: 'skipped' })],
  })

  test('files that did not load, then tests; without what the run showed of them', () => {
    expect(doubtfulTests({ first, asked: [] })).toEqual(['a.py', 'b.py', 'b.py::t'].map(subjectOf))
  })

  test('a file beside whose failure tests ran is run as a whole', () => {
    expect(selectionOf(doubtfulTests({ first, asked: [] }))).toEqual({ files: ['a.py', 'b.py'], testIds: [] })
    expect(selectionOf(['b.py::t', 'b.py::s'].map(subjectOf))).toEqual({ files: ['b.py'], testIds: ['b.py::t', 'b.py::s'] })
  })

  test('is found again by its id, and anything else is refused', () => {
    const base = { outcome: 'not_run', reason: '' } as const
    expect(doubtfulNamed(['b.py::t', 'a.py'], { first, asked: [], base })).toEqual(['b.py::t', 'a.py'].map(subjectOf))
    expect(() => doubtfulNamed(['b.py::s'], { first, asked: [], base })).toThrow('b.py::s')
  })

  test('of a file that did not load, the tests that the base has are found too', () => {
    const base = { outcome: 'ran', run: completedRun([probedTest('a.py::s'), probedTest('d.py::s')]) } as const
    expect(doubtfulNamed(['a.py::s'], { first, asked: [], base })).toEqual(['a.py::s'].map(subjectOf))
    expect(() => doubtfulNamed(['d.py::s'], { first, asked: [], base })).toThrow('d.py::s')
  })
})
