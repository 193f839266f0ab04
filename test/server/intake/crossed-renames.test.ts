import { expect, test } from 'vitest'
import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import type { Edit } from '../../../src/model/candidate.ts'
import { verifyReport } from '../../../src/server/intake/verify-report.ts'
import { failureAnalysis } from '../../support/failure-analysis.ts'
import { testParsers } from '../../support/grammars.ts'
import { saying } from '../../support/reasons.ts'
import { CANDIDATE, REPORT, RUNS, reportCase, tree } from './report-case.ts'

const TEST = 'tests/test_gauge.py'
const TEXT = 'from gauge import Gauge\n\n\ndef test_both():\n    assert [Gauge(3).in_litres(), Gauge(3).in_gallons()] == [19, 24]\n'
const OLD = ['in_litres', 'in_gallons'] as const

const gauge = (first: string, second: string): string =>
  `class Gauge:\n    def __init__(self, level):\n        self.level = level\n\n    def ${first}(self):\n        return self.level * 4 + 7\n\n    def ${second}(self):\n        return self.level * 9 - 3\n`

/** A report of a run in which the test passes with these two names in it. */
async function verified(product: string, names: readonly [string, string], messages: readonly string[] = []) {
  const edits = OLD.map((old, at): Edit => {
    const start = TEXT.indexOf(old)
    return { file: TEST, range: { start, end: start + old.length }, replacement: names[at] ?? '', effect: 'reach', causes: [] }
  })
  const id = `${TEST}::test_both`
  const analysis = failureAnalysis(
    { testId: id, testName: 'test_both', testFile: TEST, errorMessage: "AttributeError: 'Gauge' object has no attribute 'in_litres'" },
    { ...saying('Gauge.in_litres was renamed'), confidence: 0.99 },
  )
  const report = {
    ...{ ...REPORT, evidence: { ...REPORT.evidence, analyses: [analysis] } },
    candidates: [{ ...CANDIDATE, testIds: [id], askedBy: [id], edits }],
    runs: [RUNS],
  }
  const files = { 'src/gauge.py': gauge(...OLD), [TEST]: TEXT }
  const given = reportCase(report, { head: tree({ ...files, 'src/gauge.py': product }), base: tree(files) })
  const verdict = await verifyReport({ ...given, commitMessages: messages }, await testParsers())
  if (verdict.outcome !== 'accepted') throw new Error(verdict.reason)
  return verdict.repairs.map(({ tier, refusal }) => [tier, refusal && plainReason(refusal)])
}

test('two renamings that the names or a message call exchanged are not followed, whatever a run showed', async () => {
  const why = `an edit of ${TEST} does not follow from the change`
  expect(await verified(gauge('gallons', 'litres'), ['gallons', 'litres'])).toEqual([['C', why]])
  const messages = ['Rename in_litres to content and in_gallons to volume']
  expect(await verified(gauge('volume', 'content'), ['volume', 'content'], messages)).toEqual([['C', why]])
})

test('two that nothing calls exchanged are', async () => {
  expect(await verified(gauge('litres', 'gallons'), ['litres', 'gallons'])).toEqual([['A', null]])
  const messages = ['Rename in_litres to volume and in_gallons to content']
  expect(await verified(gauge('volume', 'content'), ['volume', 'content'], messages)).toEqual([['A', null]])
})
