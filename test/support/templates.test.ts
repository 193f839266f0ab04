import { expect, test } from 'vitest'
import { intentCase } from '../../src/engine/diagnosis/intent/intent-case.ts'
import { diagnosisCase } from './diagnosis-case.ts'
import { examineTexts } from './review-case.ts'
import { checkTemplate } from './templates/check.ts'
import { rungTemplate } from './templates/rung.ts'
import { signTemplate } from './templates/sign.ts'

const files = { base: { 'a.py': 'A = 1\n', 'tests/test_a.py': 'x\n' }, head: { 'a.py': 'A = 2\n', 'tests/test_a.py': 'x\n' } }

test('the template of a check tells more lines from as many', async () => {
  expect(await examineTexts(checkTemplate, { ...files, edited: { 'tests/test_a.py': 'y\n' } })).toMatchObject({ outcome: 'passed' })
  expect(await examineTexts(checkTemplate, { ...files, edited: { 'tests/test_a.py': 'y\nz\n' } })).toMatchObject({ outcome: 'failed' })
  expect(await examineTexts(checkTemplate, { ...files, edited: {} })).toMatchObject({ outcome: 'not_run' })
})

test('the templates of a rung and a sign look at one failing test', async () => {
  const context = await diagnosisCase({ ...files, testId: 'tests/test_a.py::test_a' })
  expect(rungTemplate.examine(context).decision).toBeNull()
  expect(rungTemplate.examine({ ...context, evidence: { ...context.evidence, reruns: [] } }).decision).toMatchObject({ verdict: 'unknown' })
  const failure = context.failing?.failure
  if (!failure) throw new Error('the test does not fail')
  const subject = intentCase(context, failure, context.hunks, [])
  expect(signTemplate.read(subject)).toEqual({ seen: false, detail: '1 changed places' })
})
