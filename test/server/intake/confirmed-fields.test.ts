import { expect, test } from 'vitest'
import { editedFiles } from '../../../src/engine/repair/edited-files.ts'
import { readFailure } from '../../../src/engine/reports/failure-types/index.ts'
import { contractCause } from '../../../src/model/cause.ts'
import { verifyReport } from '../../../src/server/intake/verify-report.ts'
import { testParsers } from '../../support/grammars.ts'
import { sourcesOf } from '../../support/review-case.ts'
import { ANALYSIS, BASE, CANDIDATE, EDIT, HEAD, REPORT, reportCase, tree } from './report-case.ts'

/** Another class that keeps the old name, and has the new one for something else. */
const ORDER = 'class Order:\n    def total(self):\n        return 6\n\n    def grand_total(self):\n        return 5\n'
const FILE = 'tests/test_cart.py'
const TEXT = 'def check(order):\n    assert order.total() == 6\n\n\ndef test_total(order):\n    check(order)\n'
const files = { base: { ...BASE, 'src/shop/order.py': ORDER, [FILE]: TEXT }, head: { ...HEAD, 'src/shop/order.py': ORDER, [FILE]: TEXT } }

/** A report whose failure names this class, where the edit is about an object of unknown type. */
async function offered(ciMessages: ReadonlyMap<string, readonly string[]>) {
  const start = TEXT.indexOf('total')
  const { changes } = await sourcesOf(files.base, files.head)
  const causes = changes.map(contractCause)
  const edit = { ...EDIT, range: { start, end: start + 'total'.length }, causes: causes.map(({ id }) => id) }
  const message = "'Cart' object has no attribute 'total'"
  const fields = readFailure({ exception: 'AttributeError', message, frames: [{ file: FILE, line: 2, function: 'check' }] })
  const analyses = [{ ...ANALYSIS, fields }]
  const report = { ...REPORT, evidence: { ...REPORT.evidence, analyses }, candidates: [{ ...CANDIDATE, causes, edits: [edit] }] }
  const verdict = await verifyReport(
    { ...reportCase(report, { base: tree(files.base), head: tree(files.head) }), ciMessages },
    await testParsers(),
  )
  if (verdict.outcome === 'rejected') throw new Error(verdict.reason)
  return editedFiles(
    verdict.repairs.flatMap(({ refusal, edits }) => (refusal === null ? edits : [])),
    new Map([[FILE, TEXT]]),
  )?.map(({ after }) => after)
}

test('an object of unknown type is followed where CI saw the same failure', async () => {
  const seen = new Map([[ANALYSIS.failure.testId, ["E   AttributeError: 'Cart' object has no attribute 'total'"]]])
  expect(await offered(seen)).toEqual([TEXT.replace('order.total', 'order.grand_total')])
})

test.each([
  ['nothing', new Map()],
  ['another failure', new Map([[ANALYSIS.failure.testId, ['assert 5 == 6']]])],
  ['another class', new Map([[ANALYSIS.failure.testId, ["AttributeError: 'Order' object has no attribute 'total'"]]])],
  ['it of another test', new Map([['tests/test_a.py::test_a', ["AttributeError: 'Cart' object has no attribute 'total'"]]])],
])('and is left alone where CI saw %s', async (_, ciMessages) => {
  expect(await offered(ciMessages)).toEqual([])
})
