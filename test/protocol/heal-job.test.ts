import { expect, test } from 'vitest'
import { HealJob } from '../../src/protocol/heal-job.ts'
import { JOB } from '../server/intake/report-case.ts'

test('a job of a server that says less, or more, is a job', () => {
  const { testFilesAdd, testFilesExclude, ...settings } = JOB.settings
  expect(HealJob.parse({ ...JOB, settings: { ...settings, accept: ['tests/test_a.py::test_b'] }, later: 1 })).toEqual(JOB)
  expect([testFilesAdd, testFilesExclude]).toEqual([[], []])
})
