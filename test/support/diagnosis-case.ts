import type { DiagnosisContext } from '../../src/engine/diagnosis/rule.ts'
import { readSources } from '../../src/engine/diagnosis/sources/sources.ts'
import { frameworks } from '../../src/engine/frameworks/index.ts'
import { diagnosisContexts } from '../../src/engine/stages/diagnosis-contexts.ts'
import type { CausalFinding } from '../../src/model/causal-finding.ts'
import type { ProbedFailure, TestRun } from '../../src/model/runs/test-run.ts'
import { completedRun } from './completed-run.ts'
import { testParsers } from './grammars.ts'
import { probedFile, probedTest, subjectOf } from './probed.ts'
import type { Files } from './repair.ts'

export type SmallCase = {
  readonly base: Files
  readonly head: Files
  readonly messages?: readonly string[]
  /** The failing test, in a file of both trees; where it is the file itself, that does not load on the head. */
  readonly testId: string
  readonly line?: number
  /** Where it is a file: tests of it that passed on the base, with the lines at which they begin. */
  readonly within?: Readonly<Record<string, number>>
  readonly failure?: Partial<ProbedFailure>
  readonly expected?: string
  readonly actual?: string
  readonly cause?: Omit<CausalFinding, 'testId' | 'reason' | 'runs'>
}

/** What the ladder would see of a test that passed on the base and fails on the head of two small trees. */
export async function diagnosisCase(small: SmallCase): Promise<DiagnosisContext> {
  const { base, head, messages, testId, cause } = small
  const framework = frameworks.find(({ name }) => name === (/::|\.py$/.test(testId) ? 'pytest' : 'vitest'))
  if (framework === undefined) throw new Error('no such framework')
  const subject = subjectOf(testId)
  const trees = { base, head }
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const changes = paths
    .map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
    .filter(({ before, after }) => before !== after)
  const sources = await readSources(
    {
      listFiles: async (tree) => Object.keys(trees[tree]).sort(),
      readFile: async (tree, path) => trees[tree][path] ?? null,
      changes: async () => changes,
      intentTexts: async () => messages ?? [],
    },
    framework,
    await testParsers(),
  )
  const value = (text: string | undefined) => (text === undefined ? null : { literal: text, text, type: 'str' })
  const failure: ProbedFailure = {
    phase: 'call',
    exception: 'AssertionError',
    message: `assert ${small.actual} == ${small.expected}`,
    stack: '',
    frames: [{ file: subject.file, line: small.line ?? 1, function: 'test' }],
    expected: value(small.expected),
    actual: value(small.actual),
    ...small.failure,
  }
  const ran = (outcome: 'passed' | 'failed'): TestRun => {
    const isFailing = outcome === 'failed'
    const more = { framework: framework.name }
    if (subject.kind === 'file' && isFailing) return completedRun([], { ...more, fileOutcomes: [probedFile(subject.file, { failure })] })
    const within = Object.entries(small.within ?? {})
    if (within.length > 0)
      return completedRun(
        within.map(([id, line]) => probedTest(id, 'passed', { line })),
        more,
      )
    const id = subject.kind === 'file' ? `${subject.file}${framework.name === 'pytest' ? '::test_a' : ' > a'}` : testId
    return completedRun([probedTest(id, outcome, { line: small.line ?? 1, failure: isFailing ? failure : null })], more)
  }
  const reproduction = {
    framework: framework.name,
    asked: [],
    first: ran('failed'),
    reruns: [ran('failed')],
    again: null,
    base: { outcome: 'ran' as const, run: ran('passed') },
    causes: cause ? [{ ...cause, testId, reason: '', runs: 1 }] : [],
  }
  const [context] = diagnosisContexts(reproduction, framework, sources)
  if (context === undefined) throw new Error('the test does not fail')
  // by elimination: one hunk can only be the cause itself
  const [only, other] = context.hunks
  if (cause !== undefined || only === undefined || other !== undefined) return context
  const found = { testId, outcome: 'found' as const, reason: '', hunks: [only], runs: 0 }
  return { ...context, reproduction: { ...reproduction, causes: [found] } }
}
