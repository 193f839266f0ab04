import { describe, expect, it } from 'vitest'
import { checkRunFacts, type RunFacts } from '../../../src/server/intake/check-run-facts.ts'

const facts: RunFacts = {
  id: 7,
  attempt: 1,
  path: '.github/workflows/suture.yml',
  event: 'workflow_dispatch',
  headBranch: 'main',
  actor: 'suture[bot]',
  workflow: { outcome: 'ours' },
}
const expected = { id: 7, defaultBranch: 'main', actor: 'suture[bot]' }

describe('checkRunFacts', () => {
  it('takes the run that was started', () => {
    expect(checkRunFacts(facts, expected)).toBeNull()
  })

  it.each([
    ['another run', { id: 8 }, /different run/],
    ['a second attempt', { attempt: 2 }, /restarted/],
    ['another workflow', { path: '.github/workflows/test.yml' }, /test\.yml/],
    ['another event', { event: 'pull_request' }, /pull_request/],
    ['another branch', { headBranch: 'feature' }, /feature/],
    ['another actor', { actor: 'mallory' }, /mallory/],
    ['a workflow that was edited', { workflow: { outcome: 'foreign', detail: 'line 3 is not ours' } }, /line 3/],
  ] as const)('refuses %s', (_what, change, reason) => {
    expect(checkRunFacts({ ...facts, ...change }, expected)).toMatch(reason)
  })
})
