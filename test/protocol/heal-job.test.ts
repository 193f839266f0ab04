import { expect, test } from 'vitest'
import { HealJob, MAX_INTENT_TEXT } from '../../src/protocol/heal-job.ts'
import { JOB } from '../server/intake/report-case.ts'

test('a job of a server that says less, or more, is a job', () => {
  const { intentTexts, ...job } = JOB
  const { testFilesAdd, testFilesExclude, ...settings } = JOB.settings
  expect(HealJob.parse({ ...job, settings: { ...settings, accept: ['tests/test_a.py::test_b'] }, later: 1 })).toEqual(JOB)
  expect([testFilesAdd, testFilesExclude, intentTexts]).toEqual([[], [], []])
})

test('words of a pull request are no more and no longer than agreed', () => {
  const accepts = (intentTexts: readonly string[]) => HealJob.safeParse({ ...JOB, intentTexts }).success
  expect(accepts(['a title', 'x'.repeat(MAX_INTENT_TEXT)])).toBe(true)
  expect(accepts(['x'.repeat(MAX_INTENT_TEXT + 1)])).toBe(false)
  expect(accepts(['', '', ''])).toBe(false)
})
