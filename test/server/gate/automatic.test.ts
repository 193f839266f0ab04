import { describe, expect, it } from 'vitest'
import { type AutomaticFacts, planAutomatic } from '../../../src/server/gate/automatic.ts'
import { codeOwnerOf } from '../../../src/server/gate/code-owners.ts'

const candidate = { testId: 'a.py::t', file: 'a.py', hasPassedOnDefault: true, wasQuarantined: false }
const plan = (change: Partial<AutomaticFacts> = {}) =>
  planAutomatic({ candidates: [candidate], suite: 500, quarantined: 0, ownerOf: () => 'mona', ...change })

describe('a flaky test is quarantined by itself', () => {
  it('with its owner', () => {
    expect(plan()).toEqual({ given: [{ testId: 'a.py::t', owner: 'mona' }], refused: [] })
  })

  it.each([
    ['a new test', { candidates: [{ ...candidate, hasPassedOnDefault: false }] }, /not passed on the default branch/],
    ['one that was quarantined before', { candidates: [{ ...candidate, wasQuarantined: true }] }, /only a person renews/],
    ['more than one in a hundred', { quarantined: 5 }, /5 of 500 tests may be/],
    ['one that nobody owns', { ownerOf: () => null }, /neither CODEOWNERS nor QUARANTINE_OWNER/],
    ['one whose file is unknown', { candidates: [{ ...candidate, file: null }] }, /nobody owns it/],
  ] as const)('but not %s', (_, change, why) => {
    expect(plan(change)).toMatchObject({ given: [], refused: [{ testId: 'a.py::t', why: expect.stringMatching(why) }] })
  })

  it('at least one, however small the suite is, and no more', () => {
    const candidates = [candidate, { ...candidate, testId: 'b.py::t' }]
    expect(plan({ suite: 3, candidates })).toMatchObject({ given: [{ testId: 'a.py::t' }], refused: [{ testId: 'b.py::t' }] })
  })
})

describe('the owner of a file', () => {
  const text = [
    '# who',
    '*  @org/all',
    '/tests/ @mona # tests',
    'docs/* docs@example.com',
    'apps/ @octocat',
    '*.js @js',
    '/apps/github',
  ].join('\n')
  it.each([
    ['README.md', 'org/all'],
    ['tests/deep/test_a.py', 'mona'],
    ['src/tests/test_a.py', 'org/all'],
    ['docs/a.md', 'docs@example.com'],
    ['docs/deep/a.md', 'org/all'],
    ['src/apps/x/a.py', 'octocat'],
    ['src/apps/x/a.js', 'js'],
    ['apps/github/a.py', null],
  ])('of %s', (path, owner) => {
    expect(codeOwnerOf(path, text)).toBe(owner)
  })
})
