import { describe, expect, it } from 'vitest'
import { capsOf } from '../../../src/server/triage/caps.ts'
import type { FailedTest } from '../../../src/server/triage/failed-test.ts'
import { type FailedJob, planTriage, type TriageFacts } from '../../../src/server/triage/plan-triage.ts'

const test: FailedTest = {
  testId: 'tests/test_cart.py::test_total',
  framework: 'pytest',
  file: 'tests/test_cart.py',
  jobs: ['test'],
  failureType: 'attribute_error',
  message: 'AttributeError',
  line: 5,
  strictSignatures: ['s'],
  quarantine: null,
  declined: null,
  healings: 0,
  passedLater: false,
}
const job: FailedJob = { name: 'test', class: 'test_failure', hasTests: true, message: '', passedLater: false, unread: null, lost: [] }
const facts: TriageFacts = {
  tests: [test],
  jobs: [job],
  isFork: false,
  isAsked: false,
  loads: { repository: { running: 0, recent: 0 }, installation: { running: 0, recent: 0 } },
  caps: { repository: { running: 2, perDay: 20 }, installation: { running: 4, perDay: 40 } },
}
const many = { running: 2, recent: 20 }
const muted = { ...test, testId: 'q', quarantine: { owner: 'mona', reason: 'r', until: '2026-12-01' } }
const deadMachine: FailedJob = { ...job, name: 'install', class: 'infrastructure', hasTests: false, message: 'ETIMEDOUT' }

describe('the caps of a repository and of an installation', () => {
  const settings = { HEALING_MAX_RUNNING: 1, HEALING_MAX_PER_DAY: 3, INSTALLATION_MAX_RUNNING: 4, INSTALLATION_MAX_PER_DAY: 40 }
  const plan = (running: number, recent: number, ofAll = { running, recent }) =>
    planTriage({ ...facts, caps: capsOf(settings), loads: { repository: { running, recent }, installation: ofAll } })

  it('make a healing wait while as many run', () => {
    expect(plan(1, 0).next).toBe('later')
    expect(plan(0, 0).next).toBe('dispatch')
    expect(plan(0, 0, { running: 3, recent: 3 }).next).toBe('dispatch')
    expect(plan(0, 0, { running: 4, recent: 4 }).next).toBe('later')
  })

  it('end with so many in a day, and say whose', () => {
    expect(plan(0, 3)).toMatchObject({ next: 'answer', open: [], settled: [{ reason: 'daily_limit' }] })
    expect(plan(0, 2, { running: 0, recent: 39 }).next).toBe('dispatch')
    expect(plan(0, 2, { running: 0, recent: 40 })).toMatchObject({ next: 'answer', open: [], settled: [{ reason: 'installation_limit' }] })
  })
})

describe('planTriage', () => {
  it('runs a failing test again', () => {
    expect(planTriage(facts)).toEqual({ next: 'dispatch', open: [test], settled: [], machine: [], unread: [] })
  })

  it('runs the job’s suite where a test failed and no name is known', () => {
    expect(planTriage({ ...facts, tests: [] })).toMatchObject({ next: 'dispatch', open: [] })
  })

  it('dispatches nothing for a dead machine', () => {
    expect(planTriage({ ...facts, tests: [], jobs: [deadMachine] })).toEqual({
      next: 'answer',
      unread: [],
      open: [],
      settled: [],
      machine: [deadMachine],
    })
  })

  it('does not take a job for a dead machine in which tests ran', () => {
    expect(planTriage({ ...facts, tests: [], jobs: [{ ...deadMachine, hasTests: true }] }).next).toBe('nothing')
  })

  it('says nothing of a failed job without tests, such as a lint', () => {
    expect(planTriage({ ...facts, tests: [], jobs: [{ ...job, class: 'none', hasTests: false }] }).next).toBe('nothing')
  })

  it('answers from quarantine alone where every failure is quarantined', () => {
    expect(planTriage({ ...facts, tests: [muted] })).toMatchObject({ next: 'answer', settled: [{ test: muted, reason: 'quarantined' }] })
  })

  it('still runs what fails beside a quarantined test', () => {
    expect(planTriage({ ...facts, tests: [muted, test] })).toMatchObject({
      next: 'dispatch',
      open: [test],
      settled: [{ reason: 'quarantined' }],
    })
  })

  it('takes a later green attempt for the proof of a flake', () => {
    expect(planTriage({ ...facts, tests: [{ ...test, passedLater: true }] })).toMatchObject({
      next: 'answer',
      settled: [{ reason: 'passed_later' }],
    })
  })

  it('never dispatches for a fork, whoever asks', () => {
    expect(planTriage({ ...facts, isFork: true, isAsked: true })).toMatchObject({ next: 'answer', settled: [{ reason: 'fork' }] })
    expect(planTriage({ ...facts, isFork: true, tests: [] }).next).toBe('nothing')
  })

  it('looks at one failure twice, and again only when asked', () => {
    const tests = [{ ...test, healings: 2 }]
    expect(planTriage({ ...facts, tests })).toMatchObject({ next: 'answer', settled: [{ reason: 'tried_before' }] })
    expect(planTriage({ ...facts, tests, isAsked: true }).next).toBe('dispatch')
  })

  it('remembers a no', () => {
    const tests = [{ ...test, declined: { pullNumber: 4, by: 'mona' } }]
    expect(planTriage({ ...facts, tests })).toMatchObject({ next: 'answer', settled: [{ reason: 'declined' }] })
  })

  it('waits while the repository’s other healings run', () => {
    expect(planTriage({ ...facts, loads: { ...facts.loads, repository: { ...many, recent: 0 } } })).toMatchObject({
      next: 'later',
      open: [test],
    })
  })

  it('answers from the log after the day’s last healing', () => {
    expect(planTriage({ ...facts, loads: { ...facts.loads, repository: { ...many, running: 0 } } })).toMatchObject({
      next: 'answer',
      open: [],
      settled: [{ reason: 'daily_limit' }],
    })
  })

  it('answers for a job whose log says nothing, and runs the whole suite where a person asks', () => {
    const silent = { ...job, class: null, hasTests: false, unread: 'it has expired' }
    const only = { ...facts, tests: [], jobs: [silent] }
    expect(planTriage(only)).toMatchObject({ next: 'answer', open: [], unread: [silent] })
    expect(planTriage({ ...only, isAsked: true })).toMatchObject({ next: 'dispatch', open: [], unread: [] })
    expect(planTriage({ ...only, isAsked: true, isFork: true })).toMatchObject({ next: 'answer', unread: [silent] })
    expect(planTriage({ ...only, loads: { ...facts.loads, repository: many }, isAsked: true })).toMatchObject({
      next: 'answer',
      unread: [silent],
    })
    expect(planTriage({ ...only, jobs: [{ ...silent, passedLater: true }] }).next).toBe('nothing')
  })

  it('takes the tests that a report names for those of the job whose log says nothing', () => {
    const silent = { ...job, class: null, hasTests: false, unread: 'it has expired' }
    expect(planTriage({ ...facts, tests: [{ ...test, jobs: [] }], jobs: [silent] })).toMatchObject({ next: 'dispatch', unread: [] })
    expect(planTriage({ ...facts, jobs: [job, { ...silent, name: 'other' }] })).toMatchObject({ open: [test], unread: [{ name: 'other' }] })
  })
})
