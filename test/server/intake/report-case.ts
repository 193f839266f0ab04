import type { HealingResult } from '../../../src/model/healing-result.ts'
import type { TestRepair } from '../../../src/model/test-repair.ts'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import type { Tree, TreeFile } from '../../../src/server/intake/tree.ts'
import type { ReportCase } from '../../../src/server/intake/verify-report.ts'

export const BASE = {
  'src/shop/__init__.py': '',
  'src/shop/cart.py':
    'class Cart:\n    def __init__(self):\n        self.items = []\n\n    def total(self):\n        result = 0\n        for item in self.items:\n            result += item.price\n        return result\n',
  'src/shop/checkout.py': 'from shop.cart import Cart\n\n\ndef pay(cart: Cart):\n    return cart.total()\n',
  'tests/test_cart.py': 'from shop.cart import Cart\n\n\ndef test_total():\n    assert Cart().total() == 0\n',
}

export const HEAD = {
  ...BASE,
  'src/shop/cart.py': BASE['src/shop/cart.py'].replace('def total', 'def grand_total'),
  'src/shop/checkout.py': BASE['src/shop/checkout.py'].replace('cart.total()', 'cart.grand_total()'),
}

export const REPAIRED = BASE['tests/test_cart.py'].replace('.total()', '.grand_total()')

export function tree(files: Readonly<Record<string, string>>, others: Readonly<Record<string, TreeFile>> = {}): Tree {
  const entries = Object.entries(files).map(([path, text]) => [path, { mode: '100644', text } as const] as const)
  return { files: new Map<string, TreeFile>([...entries, ...Object.entries(others)]), isComplete: true }
}

export const JOB: HealJob = {
  protocol: 1,
  healing: 'c0ffee00-0000-4000-8000-000000000001',
  generation: 1,
  nonce: 'ab'.repeat(16),
  repository: 'acme/shop',
  head: 'a'.repeat(40),
  base: 'b'.repeat(40),
  merge: null,
  framework: 'pytest',
  files: [],
  tests: [],
  variant: {},
  intentTexts: [],
  settings: { autoRepair: true, detectFlaky: true, maxRepairAttempts: 3, confidenceThreshold: 0.7, testFilesAdd: [], testFilesExclude: [] },
}

const passed = (name: string) => ({ name, outcome: 'passed' as const, detail: '' })

export const REPAIR: TestRepair = {
  repairId: 'r1',
  failureAnalysis: 0,
  testIds: ['tests/test_cart.py::test_total'],
  strategy: 'rename_symbol',
  tier: 'A',
  oracle: 'preserved',
  origin: 'rule',
  originalCode: '',
  repairedCode: '',
  changes: [{ file: 'tests/test_cart.py', line: 5, before: 'total', after: 'grand_total', why: 'Cart.total is now Cart.grand_total' }],
  expectations: [],
  checks: [passed('parses'), passed('passes alone'), passed('passes with its file'), passed('nothing else broke')],
  accepted: true,
  syntaxValid: true,
  testPasses: true,
  coverageMaintained: null,
  strengthMaintained: null,
  reverseCheck: null,
  confidence: 0.99,
  repairTimeMs: 0,
  createdAt: '2026-11-24T00:00:00.000Z',
}

export const RESULT: HealingResult = {
  schemaVersion: 1,
  base: JOB.base,
  head: JOB.head,
  totalFailures: 1,
  successfulRepairs: 1,
  failedRepairs: 0,
  flakyTestsDetected: 0,
  analyses: [
    {
      failure: {
        testId: 'tests/test_cart.py::test_total',
        testName: 'test_total',
        testFile: 'tests/test_cart.py',
        failureType: 'attribute_error',
        errorMessage: "AttributeError: 'Cart' object has no attribute 'total'",
        stackTrace: '',
        lineNumber: 5,
        targetFile: null,
        targetFunction: null,
        testFramework: 'pytest',
        executionTimeMs: 1,
        timestamp: '2026-11-24T00:00:00.000Z',
        retryCount: 0,
        previousRepairs: [],
      },
      verdict: 'obsolete_test',
      rootCause: 'Cart.total was renamed',
      confidence: 0.99,
      codeChanges: [],
      dependencyChanges: [],
      suggestedStrategies: [],
      evidence: [],
      similarFailures: [],
      values: null,
      culprits: [],
    },
  ],
  repairs: [REPAIR],
  flakyTests: [],
  optimizations: [],
  repairSuccessRate: 1,
  totalTimeSavedMs: 0,
  healingTimeMs: 1,
  timings: { frameworkMs: 1, ownMs: 1 },
  timestamp: '2026-11-24T00:00:00.000Z',
  patch: '',
}

export const REPORT: HealReport = {
  protocol: 1,
  healing: JOB.healing,
  generation: 1,
  nonce: JOB.nonce,
  runnerVersion: '0.1.0',
  result: RESULT,
  files: [{ path: 'tests/test_cart.py', content: REPAIRED }],
}

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

export function reportCase(report: unknown = REPORT, trees: Partial<ReportCase['trees']> = {}): ReportCase {
  const head = trees.head ?? tree(HEAD)
  return {
    job: JOB,
    reportBytes: bytesOf(report),
    settings: { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [], HEALING_CONFIDENCE_THRESHOLD: 0.7 },
    trees: { head, tested: head, base: tree(BASE), ...trees },
    commitMessages: [],
    ciOutcomes: { tests: new Map(), isComplete: true },
  }
}
