import type { Change, TestAhead } from './change-facts.ts'
import { churnOf, exposureRate, type FileRecord, folderKey, type Memory, recordOf, suiteOf } from './memory.ts'
import { anyOf } from './odds.ts'
import type { TestRecord } from './test-record.ts'

/** A changed file whose changes made this test fail before: `times` of `changes`. */
type Partner = { readonly file: string; readonly times: number; readonly changes: number }

/** All that is known of one test before it runs for a change. Rates are 0 to 1. */
export type Facts = {
  readonly record: TestRecord
  readonly rate: number
  readonly breakRate: number
  /** Failures in the last runs of the repository. */
  readonly quickRate: number
  /** The share of the known tests that run for this change; and how often those failed of late. */
  readonly runShare: number
  readonly peers: number
  readonly gapDays: number
  readonly mates: number
  readonly matesSlow: number
  readonly folder: number
  readonly folderGapDays: number
  readonly relativeDuration: number
  readonly knowsChange: boolean
  /** Whether any run was learned at all. */
  readonly hasHistory: boolean
  readonly coFailure: number
  readonly partner: Partner | null
  readonly distance: number | null | undefined
  readonly mayReach: boolean
  readonly uses: number
  readonly nearness: number
  readonly isEdited: boolean
  readonly files: number
  readonly churnWeek: number
  readonly churnMonths: number
  readonly author: number
  readonly fragility: number
  readonly coEdit: number
  readonly editPartner: Partner | null
  readonly edits: number
  readonly isNamesake: boolean
}

const DAY_MS = 86_400_000
/** P(test fails | file changed) = (n + 1) / (m + 20): research/algorithms, 10. */
const PRIOR_CHANGES = 20

/** What is known of each test, in the order given. */
export function factsOf(memory: Memory, change: Change, tests: readonly TestAhead[]): readonly Facts[] {
  const { at, files } = change
  const touched = files.map((path) => ({ path, record: memory.files.get(path) }))
  const records = tests.map(({ testId }) => recordOf(memory, testId, at))
  const known = records.filter(({ runs }) => runs > 0)
  const peers = (known.reduce((sum, { average }) => sum + average, 0) + 5 * memory.rate) / (known.length + 5)
  const ofFile = fileReader(memory, change, touched)
  const shared = {
    ...{ rate: memory.rate, breakRate: memory.breakRate, quickRate: memory.quickRate, peers, files: files.length },
    runShare: tests.length / Math.max(tests.length, memory.tests.size),
    knowsChange: files.length + change.testFiles.length > 0,
    hasHistory: memory.runs > 0,
    churnWeek: touched.reduce((sum, { record }) => sum + (record ? churnOf(record, at, 7) : 0), 0),
    churnMonths: touched.reduce((sum, { record }) => sum + (record ? churnOf(record, at, 54) : 0), 0),
    author: exposureRate(memory, change.author === null ? undefined : memory.authors.get(change.author)),
    fragility: anyOf(touched.map(({ record }) => exposureRate(memory, record?.exposure))),
  }
  return tests.map((test, index): Facts => {
    const record = records[index] as TestRecord
    return {
      ...shared,
      record,
      gapDays: Math.max(0, at - record.lastAt) / DAY_MS,
      relativeDuration: record.durationMs === null || memory.medianMs <= 0 ? 1 : record.durationMs / memory.medianMs,
      coFailure: togetherness(touched, (one) => one.tests.get(test.testId)),
      partner: partnerOf(touched, (one) => one.tests.get(test.testId)),
      distance: test.distance,
      mayReach: test.mayReach === true,
      uses: test.uses ?? 0,
      ...ofFile(test.file),
    }
  })
}

type OfFile = Pick<
  Facts,
  'mates' | 'matesSlow' | 'folder' | 'folderGapDays' | 'nearness' | 'isEdited' | 'coEdit' | 'editPartner' | 'edits' | 'isNamesake'
>

/** What holds for all tests of a file, read once for each. */
function fileReader(memory: Memory, { at, files, testFiles }: Change, touched: readonly Touched[]): (file: string | null) => OfFile {
  const { rate } = memory
  const edited = new Set(testFiles)
  const known = new Map<string | null, OfFile>([[null, { ...NO_FILE, mates: rate, matesSlow: rate, folder: rate }]])
  return (file) => {
    const found = known.get(file)
    if (found !== undefined || file === null) return found ?? NO_FILE
    const [suite, folder] = [suiteOf(memory, file, at), suiteOf(memory, folderKey(file), at)]
    const own: OfFile = {
      ...{ mates: suite.average, matesSlow: suite.slow, folder: folder.average, edits: suite.edits },
      folderGapDays: Math.max(0, at - folder.lastAt) / DAY_MS,
      nearness: files.reduce((most, path) => Math.max(most, nearness(path, file)), 0),
      isEdited: edited.has(file),
      coEdit: togetherness(touched, (one) => one.edited.get(file)),
      editPartner: partnerOf(touched, (one) => one.edited.get(file)),
      isNamesake: files.some((path) => isNamesake(path, file)),
    }
    known.set(file, own)
    return own
  }
}

const NO_FILE: OfFile = {
  ...{ mates: 0, matesSlow: 0, folder: 0, folderGapDays: 0, nearness: 0, isEdited: false, coEdit: 0, editPartner: null, edits: 0 },
  isNamesake: false,
}

type Touched = { readonly path: string; readonly record: FileRecord | undefined }

/**
 * The chance that something happens with a change, by how often it came with each of its files. What is assumed where nothing is known
 * counts once: a change of twenty files is not twenty times as likely to break a test that it has nothing to do with.
 */
function togetherness(touched: readonly Touched[], timesOf: (record: FileRecord) => number | undefined): number {
  const chances = touched.map(({ record }) => (record === undefined ? 0 : (timesOf(record) ?? 0) / (record.changes + PRIOR_CHANGES)))
  const fewest = touched.reduce((least, { record }) => Math.min(least, record?.changes ?? 0), Number.POSITIVE_INFINITY)
  return anyOf([1 / ((Number.isFinite(fewest) ? fewest : 0) + PRIOR_CHANGES), ...chances])
}

function partnerOf(touched: readonly Touched[], timesOf: (record: FileRecord) => number | undefined): Partner | null {
  let best: Partner | null = null
  for (const { path, record } of touched) {
    const times = record === undefined ? 0 : (timesOf(record) ?? 0)
    if (record !== undefined && times > (best?.times ?? 0)) best = { file: path, times, changes: record.changes }
  }
  return best
}

/** The share of their folders that two files have in common. */
function nearness(one: string, other: string): number {
  const [left, right] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)]
  const shared = left.filter((part) => right.includes(part)).length
  return (2 * shared) / Math.max(1, left.length + right.length)
}

/** `cart.py` and `test_cart.py`, `cart.ts` and `cart.test.ts`. */
function isNamesake(product: string, test: string): boolean {
  return bareName(product) === bareName(test)
}

function bareName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).split('.')[0] ?? ''
  return name.toLowerCase().replace(/^tests?_?(?=.)|_?(?:tests?|spec)$/g, '')
}

export function hasFailedLast({ record }: Pick<Facts, 'record'>): boolean {
  return record.recent.startsWith('1')
}
