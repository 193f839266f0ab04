import { explained } from '../../../src/engine/reasons/explained.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import { reason } from '../../../src/model/reason.ts'
import type { Links } from '../../../src/server/render/permalink.ts'
import type { Answer } from '../../../src/server/triage/answer.ts'

export const LINKS: Links = { repositoryUrl: 'https://github.com/acme/shop', headSha: 'a'.repeat(40), baseSha: 'b'.repeat(40) }

export const RENAME: ContractChange = {
  kind: 'renamed',
  symbol: 'Cart.total',
  file: 'src/shop/cart.py',
  line: 12,
  before: 'total',
  after: 'sum',
  oldFile: 'src/shop/cart.py',
  newSymbol: 'sum',
  oldParameters: [],
  newParameters: [],
  similarity: 1,
}

export function answer(change: Partial<Answer>): Answer {
  return {
    shortId: 'T1',
    testId: 'tests/test_cart.py::test_total',
    jobs: ['test'],
    basis: 'runs',
    verdict: 'unknown',
    ...explained(reason('unexplained', {})),
    confidence: 0.5,
    values: null,
    culprits: [],
    codeChanges: [],
    evidence: [],
    repair: { outcome: 'none' },
    quarantine: null,
    framework: 'pytest',
    testFile: 'tests/test_cart.py',
    message: '',
    frame: null,
    dependencyChanges: [],
    similarFailures: [],
    ...change,
  }
}

export const REPAIRED = answer({
  verdict: 'obsolete_test',
  ...explained(reason('contract-change', { change: RENAME })),
  codeChanges: [RENAME],
  repair: { outcome: 'offered' },
})

export const REGRESSION = answer({
  shortId: 'T2',
  testId: 'tests/test_tax.py::test_rate',
  testFile: 'tests/test_tax.py',
  verdict: 'product_regression',
  ...explained(reason('changed-source', { files: ['src/shop/tax.py'], how: 'runs' })),
  values: { expected: '119', actual: '100.19' },
  culprits: [{ file: 'src/shop/tax.py', line: 40, hunk: '-net * (1 + rate)\n+net + rate' }],
})

export const CHANGED = answer({
  shortId: 'T4',
  testId: 'tests/test_tax.py::test_rate',
  testFile: 'tests/test_tax.py',
  verdict: 'behaviour_changed',
  ...explained(
    reason('behaviour-changed', {
      places: [{ file: 'src/shop/tax.py', line: 40 }],
      more: 0,
      signs: [{ sign: 'changelog-grown', detail: 'Rates are higher' }],
      against: [{ sign: 'logic-edit', detail: 'src/shop/tax.py:40 changes operators' }],
    }),
  ),
  values: { expected: '119', actual: '121' },
  culprits: [{ file: 'src/shop/tax.py', line: 40, hunk: '-RATE = 19\n+RATE = 21' }],
})

export const QUARANTINED = answer({
  shortId: 'T3',
  verdict: 'flaky',
  quarantine: { owner: 'mona', reason: 'the sandbox is down', until: '2026-12-08T00:00:00Z' },
})
