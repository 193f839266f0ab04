import { isInformational } from '../../src/engine/changes/compare/informational-changes.ts'
import { isPropertyChange } from '../../src/engine/changes/uses/property-sites.ts'
import { readSources, type Sources } from '../../src/engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../src/engine/frameworks/framework.ts'
import { frameworkNamed } from '../../src/engine/frameworks/index.ts'
import type { Check, RunReview, TextReview } from '../../src/engine/review/checks/check.ts'
import { contractCause } from '../../src/model/cause.ts'
import type { FrameworkName } from '../../src/model/framework-name.ts'
import type { ProbedFailure, ProbedTest, TestRun } from '../../src/model/runs/test-run.ts'
import type { CheckResult } from '../../src/model/test-repair.ts'
import { completedRun } from './completed-run.ts'
import { testParsers } from './grammars.ts'
import { probedFile, probedTest, subjectOf } from './probed.ts'
import type { Files } from './repair.ts'

type Examined = Pick<CheckResult, 'outcome' | 'detail'>
export type TextCheck = Extract<Check, { needs: 'text' }>
export type RunCheck = Extract<Check, { needs: 'run' }>

/** Two versions of a product, tests among them, and what an offered edit makes of files of the head. */
export type TextCase = {
  readonly base: Files
  readonly head: Files
  readonly edited: Files
  readonly framework?: FrameworkName
}

/** What a text check says of an edit that follows every declared change between the two versions. */
export async function examineTexts(check: TextCheck, textCase: TextCase): Promise<Examined> {
  const { outcome, detail } = check.examine(await textReview(textCase))
  return { outcome, detail }
}

/** What a check of texts sees of an edit that follows every declared change. */
export async function textReview({ base, head, edited, framework = 'pytest' }: TextCase): Promise<TextReview> {
  const { changes, callersOf, trees } = await sourcesOf(base, head, framework)
  const files = Object.entries(edited).map(([path, after]) => ({ path, before: head[path] ?? '', after }))
  const followed = changes.filter((change) => !isInformational(change) || isPropertyChange(change) || change.kind === 'result_changed')
  const causes = followed.map((change) => contractCause(change).id)
  return {
    edits: files.map(({ path, before, after }) => {
      return { file: path, range: { start: 0, end: before.length }, replacement: after, effect: 'reach', causes }
    }),
    files,
    reached: files,
    changes: followed,
    callers: callersOf,
    trees,
    failures: [],
    framework: named(framework),
    parsers: await testParsers(),
  }
}

/** Two small trees as the runner and the server read them. */
export async function sourcesOf(
  base: Files,
  head: Files,
  framework: FrameworkName = 'pytest',
  messages: readonly string[] = [],
): Promise<Sources> {
  const trees = { base, head }
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const changes = paths.map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
  const texts = {
    listFiles: async (tree: 'base' | 'head') => Object.keys(trees[tree]).sort(),
    readFile: async (tree: 'base' | 'head', path: string) => trees[tree][path] ?? null,
    changes: async () => changes.filter(({ before, after }) => before !== after),
    intentTexts: async () => messages,
  }
  return readSources(texts, named(framework), await testParsers())
}

/** How tests and whole files ended, by id or path: the first word is the outcome, what follows the message of the failure. */
export type Outcomes = Readonly<Record<string, string>>

/** What the runs of a repair for `testIds` showed; a path among them is a file as a whole. */
export type RunCase = {
  readonly testIds: readonly string[]
  readonly alone?: readonly (Outcomes | TestRun)[]
  readonly together?: Outcomes | TestRun
  readonly unrepaired?: Outcomes
  readonly undone?: RunReview['undone']
  readonly strength?: RunReview['strength']
  readonly old?: RunReview['old']
  readonly removal?: boolean
  readonly gone?: readonly string[]
}

/** What a run check says of these runs. */
export function examineRuns(check: RunCheck, runCase: RunCase): Examined {
  const { testIds, alone = [], together = {}, unrepaired = {}, undone, strength, old, removal = false, gone = [] } = runCase
  const review: RunReview = {
    tests: testIds.map(subjectOf),
    alone: alone.map((one) => (isRun(one) ? one : runOf(one))),
    together: isRun(together) ? together : runOf(together),
    unrepaired: runOf(unrepaired),
    old: old ?? { outcome: 'not_run', reason: 'not asked' },
    carry: (file, line) => ({ file, line }),
    isOnlyCompared: false,
    undone: undone ?? { outcome: 'not_run', reason: 'not asked' },
    strength: strength ?? { outcome: 'not_run', reason: 'not asked' },
    removal,
    gone: new Set(gone),
  }
  const { outcome, detail } = check.examine(review)
  return { outcome, detail }
}

function isRun(run: Outcomes | TestRun): run is TestRun {
  return Array.isArray(run['tests'])
}

export function runOf(outcomes: Outcomes): TestRun {
  const entries = Object.entries(outcomes).map(([id, words]) => ({ id, ...ended(words) }))
  const tests = entries
    .filter(({ id }) => subjectOf(id).kind === 'test')
    .map(({ id, outcome, failure }) => probedTest(id, outcome, { failure }))
  const files = entries.filter(({ id }) => subjectOf(id).kind === 'file').map(({ id, failure }) => probedFile(id, { failure }))
  return completedRun(tests, { fileOutcomes: files })
}

function ended(words: string): Pick<ProbedTest, 'outcome' | 'failure'> {
  const [outcome = '', message = ''] = words.split(/ (.*)/s)
  const failure: ProbedFailure = { phase: 'call', exception: 'Error', message, stack: '', frames: [], expected: null, actual: null }
  if (outcome === 'passed' || outcome === 'skipped') return { outcome, failure: null }
  if (outcome === 'failed' || outcome === 'errored') return { outcome, failure }
  throw new Error(`'${words}' does not begin with an outcome`)
}

function named(name: FrameworkName): Framework {
  const framework = frameworkNamed(name)
  if (framework === null) throw new Error(`there is no framework '${name}'`)
  return framework
}
