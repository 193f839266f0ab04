import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import { createPipeline, type Healed } from '../../../src/engine/pipeline.ts'
import type { Workspace } from '../../../src/engine/ports.ts'
import type { AcceptedTests } from '../../../src/engine/review/accepted.ts'
import { testParsers } from '../grammars.ts'
import type { Files } from '../repair.ts'
import { runTests } from './run-tests.ts'

export type HealedTexts = Healed & {
  /** The files after everything that is offered. */
  readonly texts: Files
  /** Tests that still fail then. */
  readonly left: readonly string[]
  readonly runs: number
}

/** Heals a commit from `before` to `after` with the whole pipeline; only the runs are computed (run-tests.ts). */
export async function healCounted(
  before: Files,
  after: Files,
  { accepted = new Set<string>(), message = '' }: { readonly accepted?: AcceptedTests; readonly message?: string } = {},
): Promise<HealedTexts> {
  const trees = { base: before, head: after }
  let laid: Files = after
  let runs = 0
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const workspace: Workspace = {
    ...{ base: 'b', head: 'h', intentTexts: async () => [message] },
    changes: async () =>
      paths.map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null })).filter((one) => one.before !== one.after),
    listFiles: async (tree) => Object.keys(trees[tree]).sort(),
    readFile: async (tree, path) => trees[tree][path] ?? null,
    checkOut: async (tree, overlay) => {
      const texts = [...Object.entries(trees[tree]), ...overlay]
      laid = Object.fromEntries(texts.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
    },
  }
  const isTest = (path: string) => /^tests\/test_\w+\.py$/.test(path)
  const framework = frameworkNamed('pytest')
  if (framework === null) throw new Error('no pytest')
  const runner = {
    framework: 'pytest' as const,
    plain: async () => ({ outcome: 'passed' as const }),
    run: async ({ files, testIds, coverage, mutants }: Parameters<Parameters<typeof createPipeline>[1][number]['runner']['run']>[0]) => {
      runs += 1
      const run = runTests(laid, files.filter(isTest))
      const asked = new Set(testIds)
      const tests = run.tests.filter(({ id, file }) => asked.size === 0 || asked.has(id) || asked.has(file))
      return {
        ...run,
        tests,
        coverage: coverage ? { outcome: 'not_run' as const, reason: 'nobody records lines here' } : null,
        ...(mutants ? { mutants: { outcome: 'not_run' as const, reason: 'no faults here' } } : {}),
      }
    },
  }
  const ports = {
    ...{ workspace, clock: { now: () => 0 }, parsers: await testParsers() },
    packages: { read: async () => ({ outcome: 'not_read' as const, reason: '' }) },
  }
  const pipeline = createPipeline(ports, [{ framework, runner }])
  const request = { asked: [], files: [], detectFlaky: false, confidenceThreshold: 0.7, maxRounds: 3, accepted }
  const [healed] = await pipeline.heal(await pipeline.reproduce(request), request)
  if (healed === undefined) throw new Error('nothing ran')
  const texts = { ...after, ...Object.fromEntries(healed.files.map((file) => [file.path, file.after])) }
  const end = runTests(texts, Object.keys(texts).filter(isTest))
  const left = [...end.fileOutcomes, ...end.tests].filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id)
  return { ...healed, texts, left, runs }
}
