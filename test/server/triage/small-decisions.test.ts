import { describe, expect, it } from 'vitest'
import { matrixVariant, variantText } from '../../../src/engine/workflow/matrix-variant.ts'
import { isOwnBranch, isOwnRun, repairBranch } from '../../../src/server/github/own-work.ts'
import { fitHealJob } from '../../../src/server/triage/fit-heal-job.ts'
import { mayStart } from '../../../src/server/triage/may-start.ts'
import { testedTree } from '../../../src/server/triage/tested-tree.ts'
import { JOB } from '../intake/report-case.ts'

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)]

describe('testedTree', () => {
  it('is the pushed commit of a push', () => {
    expect(testedTree({ event: 'push', headSha: HEAD }, null)).toEqual({ key: HEAD, merge: null, isCertain: true })
  })

  it('is the merge that the log of a pull request names', () => {
    const seen = { commit: 'd'.repeat(40), merge: { head: HEAD, base: BASE } }
    expect(testedTree({ event: 'pull_request', headSha: HEAD }, seen)).toEqual({
      key: `merge:${HEAD}:${BASE}`,
      merge: { head: HEAD, base: BASE },
      isCertain: true,
    })
  })

  it('is the head, and not certain, where the log does not tell', () => {
    expect(testedTree({ event: 'pull_request', headSha: HEAD }, null)).toEqual({ key: HEAD, merge: null, isCertain: false })
  })

  it('does not believe a log that names another head', () => {
    const seen = { commit: 'd'.repeat(40), merge: { head: 'c'.repeat(40), base: BASE } }
    expect(testedTree({ event: 'pull_request', headSha: HEAD }, seen)).toMatchObject({ key: HEAD, isCertain: false })
  })

  it('is certain where CI checked out the head itself', () => {
    expect(testedTree({ event: 'pull_request', headSha: HEAD }, { commit: HEAD }).isCertain).toBe(true)
  })
})

describe('mayStart', () => {
  const done = { isCompleted: true, isIngested: true }
  const [now, later] = [new Date('2026-11-24T10:00:00Z'), new Date('2026-11-24T10:10:00Z')]

  it('waits for every run of the commit', () => {
    expect(mayStart([done, { ...done, isCompleted: false }], later, now)).toBe(false)
    expect(mayStart([done, { ...done, isIngested: false }], later, now)).toBe(false)
    expect(mayStart([done, done], later, now)).toBe(true)
  })

  it('waits no longer than it should', () => {
    expect(mayStart([{ isCompleted: false, isIngested: false }], later, later)).toBe(true)
  })
})

describe('own work', () => {
  it('is known by its branch and its workflow', () => {
    expect(isOwnBranch(repairBranch(HEAD, 12, 1))).toBe(true)
    expect(repairBranch(HEAD, 12, 1)).toBe('suture/heal/12-aaaaaaa')
    expect(repairBranch(HEAD, null, 2)).toBe('suture/heal/push-aaaaaaa-2')
    expect(isOwnBranch('feature/suture/heal/x')).toBe(false)
    expect(isOwnRun({ path: '.github/workflows/suture.yml', event: 'workflow_dispatch' })).toBe(true)
    expect(isOwnRun({ path: '.github/workflows/suture.yml@refs/heads/main', event: 'workflow_dispatch' })).toBe(true)
    expect(isOwnRun({ path: '.github/workflows/suture.yml', event: 'push' })).toBe(false)
  })
})

describe('matrixVariant', () => {
  const inputs = [
    { name: 'os', values: ['ubuntu-latest', 'macos-latest'] },
    { name: 'python-version', values: ['3.10', '3.11'] },
  ]

  it('reads the leg of a job’s name', () => {
    expect(variantText('test (3.11, ubuntu-latest)')).toBe('3.11, ubuntu-latest')
    expect(matrixVariant('test (3.11, ubuntu-latest)', inputs)).toEqual({ os: 'ubuntu-latest', 'python-version': '3.11' })
  })

  it('leaves to its default what the name does not tell', () => {
    expect(matrixVariant('test', inputs)).toEqual({})
    expect(matrixVariant('test (3.9)', inputs)).toEqual({})
  })
})

describe('fitHealJob', () => {
  const tests = Array.from(
    { length: 1_000 },
    (_, index) => `tests/test_${index % 10}.py::TestOfEverythingAboutOrders::test_number_${index}`,
  )
  const files = Array.from({ length: 10 }, (_, index) => `tests/test_${index}.py`)

  it('keeps what fits', () => {
    expect(fitHealJob({ ...JOB, files, tests: tests.slice(0, 50) }).tests).toHaveLength(50)
  })

  it('names the files where a thousand tests do not fit', () => {
    const fitted = fitHealJob({ ...JOB, files, tests })
    expect(fitted).toMatchObject({ tests: [], files })
    expect(JSON.stringify(fitted).length).toBeLessThan(65_535)
  })

  it('names the suite where even the files do not fit', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `tests/deep/er/test_${index}.py`)
    expect(fitHealJob({ ...JOB, files: many, tests })).toMatchObject({ tests: [], files: [] })
  })

  it('keeps the words of a pull request as long as anything', () => {
    const intentTexts = ['Round half to even', '"\\'.repeat(4_000)]
    const job = { ...JOB, files, tests, intentTexts }
    expect(fitHealJob(job)).toMatchObject({ tests: [], files, intentTexts })
    expect(fitHealJob(job, 1_000)).toMatchObject({ tests: [], files: [], intentTexts: [] })
  })
})
