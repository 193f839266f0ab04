import { judgeIntent } from '../../../src/engine/diagnosis/intent/index.ts'
import { intentCase } from '../../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase } from '../../support/diagnosis-case.ts'
import type { Label, LabelledDifference } from './labelled-difference.ts'

const NOISE = /^.*(?:CoverageWarning|self\.?_?warn\(|--include is ignored).*$/gm
const RAISED = /^(?:\w+\.)*(?<exception>\w*(?:Error|Exception|Warning))\b/m

export type Reading = { readonly answer: Label | 'unknown'; readonly posterior: number }

/**
 * What the texts of one difference say, without its sources: only signs that read a message, the outputs and the names that the test
 * speaks can be seen. Nothing at all was written: nobody can tell.
 */
export async function readDifference({ texts, test, oldOutput, newOutput }: LabelledDifference): Promise<Reading> {
  const [before, after] = [oldOutput, newOutput].map((text) => text.replace(NOISE, '').trim())
  const raised = RAISED.exec(after ?? '')?.groups?.['exception'] ?? null
  const value = (text = '') => ({ literal: null, text, type: 'str' })
  const files = { 'tests/test_x.py': test }
  const frames = raised === null ? [] : [{ file: 'product.py', line: 1, function: '' }]
  const context = await diagnosisCase({
    base: files,
    head: files,
    messages: texts,
    testId: 'tests/test_x.py::test',
    failure: {
      exception: raised ?? 'AssertionError',
      message: after ?? '',
      frames,
      expected: value(before),
      actual: raised === null ? value(after) : null,
    },
  })
  const failure = context.failing?.failure
  if (!failure || texts.length === 0) return { answer: 'unknown', posterior: Number.NaN }
  const names = new Set(test.match(/[A-Za-z_]\w{3,}/g))
  const { posterior, features } = judgeIntent({ ...intentCase(context, failure, [], []), subjects: [...names] })
  const seen = new Set(features.flatMap((feature) => (feature.seen === true ? [feature.name] : [])))
  if (seen.has('message names it')) return { answer: 'intended', posterior }
  if (seen.has('refactoring claimed') && RAISED.test(before ?? '') && raised === null) return { answer: 'coincidental fix', posterior }
  return {
    answer: ['raised in product', 'empty value appears', 'refactoring claimed'].some((name) => seen.has(name)) ? 'unintended' : 'unknown',
    posterior,
  }
}
