import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { probeFile } from '../../../src/runner/probes/probe-file.ts'

test('the files of every probe are found, others are an error that says what to do', () => {
  for (const name of ['pytest/suture_probe.py', 'jest/jest-driver.cjs', 'vitest/vitest-driver.mjs'])
    expect(readFileSync(probeFile(name), 'utf8')).not.toBe('')
  expect(() => probeFile('absent.py')).toThrowError(expect.objectContaining({ code: 'probe_missing' }))
})
