import { healingResult } from '../../../src/engine/conclusion/healing-result.ts'
import { testRepair } from '../../../src/engine/conclusion/test-repair.ts'
import { type Candidate, Edit } from '../../../src/model/candidate.ts'
import type { CandidateRuns } from '../../../src/model/runs/candidate-runs.ts'
import type { HealJob } from '../../../src/protocol/heal-job.ts'
import type { HealReport } from '../../../src/protocol/heal-report.ts'
import type { ReportCase } from '../../../src/server/intake/report-case.ts'
import type { Tree, TreeFile } from '../../../src/server/intake/tree.ts'
import { failureAnalysis } from '../../support/failure-analysis.ts'
import { saying } from '../../support/reasons.ts'

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
  protocol: 2,
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

const TEST = 'tests/test_cart.py'
const TEST_ID = `${TEST}::test_total`
const at = BASE[TEST].indexOf('.total') + 1

/** The honest edit, as both sides derive it from the two trees; the causes are read again by the server. */
export const EDIT: Edit = Edit.parse({
  ...{ file: TEST, range: { start: at, end: at + 'total'.length }, replacement: 'grand_total', effect: 'reach', causes: [] },
})

export const CANDIDATE: Candidate = {
  ...{
    id: 'one',
    testIds: [TEST_ID],
    askedBy: [TEST_ID],
    strategy: 'rename_symbol',
    origin: 'rule',
    round: 0,
    causes: [],
    edits: [EDIT],
    confidence: 0.98,
  },
}

/** An edit that replaces a whole file by a forger's text. */
export function rewritten(content: string, file = TEST): Candidate {
  return { ...CANDIDATE, edits: [{ ...EDIT, file, range: { start: 0, end: BASE[TEST].length }, replacement: content }] }
}

export const RUNS: CandidateRuns = {
  candidate: 'one',
  checks: [passed('parses'), passed('passes-alone'), passed('passes-together'), passed('nothing-else-broke')],
  ...{ failedOf: [], secondFailures: [], removedParameter: [], secondCauses: [], tookMs: 1 },
}

export const ANALYSIS = failureAnalysis(
  {
    ...{ testId: TEST_ID, testName: 'test_total', testFile: TEST, lineNumber: 5, failureType: 'attribute_error' },
    errorMessage: "AttributeError: 'Cart' object has no attribute 'total'",
  },
  { ...saying('Cart.total was renamed'), confidence: 0.99 },
)

export const REPORT: HealReport = {
  protocol: 2,
  healing: JOB.healing,
  generation: 1,
  nonce: JOB.nonce,
  runnerVersion: '0.1.0',
  evidence: { analyses: [ANALYSIS], flakyTests: [], healingTimeMs: 1, frameworkMs: 1 },
  candidates: [CANDIDATE],
  runs: [RUNS],
}

const JUDGED = {
  judgement: {
    ...{ candidate: CANDIDATE, tier: 'A' as const, oracle: 'preserved' as const, checks: RUNS.checks, confidence: 0.98 },
    refusal: null,
    witnesses: [],
  },
  runs: RUNS,
  files: [{ path: TEST, before: BASE[TEST], after: REPAIRED }],
}

export const REPAIR = testRepair(JUDGED, [ANALYSIS], ANALYSIS.failure.timestamp)

/** What the same healing would write on a laptop. */
export const RESULT = healingResult({
  ...{ base: JOB.base, head: JOB.head, analyses: [ANALYSIS], judged: [JUDGED], files: [], flakyTests: [] },
  ...{ healingTimeMs: 1, frameworkMs: 1, at: ANALYSIS.failure.timestamp },
})

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
    ciMessages: new Map(),
    accepted: [],
  }
}
