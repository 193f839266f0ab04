import { readCureSources } from '../../../src/engine/cures/cure-sources.ts'
import { frameworkNamed } from '../../../src/engine/frameworks/index.ts'
import type { OptimizationInput, SuiteFacts } from '../../../src/engine/optimization/optimization.ts'
import { proposeOptimizations } from '../../../src/engine/optimization/propose-optimizations.ts'
import { reviewOptimization } from '../../../src/engine/optimization/review-optimization.ts'
import { readSettingTexts } from '../../../src/engine/optimization/setting-texts.ts'
import type { PinnedFramework } from '../frameworks/install.ts'
import { testParsers } from '../grammars.ts'

/** What runs said of a suite: each test with its milliseconds, and the lines that it reached. */
export type SaidOfSuite = {
  readonly ms: Readonly<Record<string, number>>
  readonly reached?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  readonly idlePauses?: SuiteFacts['idlePauses']
  readonly focus?: readonly string[]
}

/** What is proposed for texts and measurements, each with its review and the texts that it makes. */
export async function proposalsOf(framework: PinnedFramework, files: Readonly<Record<string, string>>, said: SaidOfSuite) {
  const named = frameworkNamed(framework)
  if (named === null) throw new Error(`${framework} is known`)
  const texts = new Map(Object.entries(files))
  const tree = { listFiles: async () => [...texts.keys()].sort(), readFile: async (_: string, path: string) => texts.get(path) ?? null }
  const sources = await readCureSources(tree, named, await testParsers())
  const tests = new Map(
    Object.entries(said.ms).flatMap(([id, ms]) => {
      const ref = named.testRef(id, new Set(texts.keys()))
      return ref?.kind === 'test' ? [[id, { ref, ms }] as const] : []
    }),
  )
  const covered: Record<string, Record<string, Record<string, number[]>>> = {}
  for (const [id, lines] of Object.entries(said.reached ?? {})) {
    const file = tests.get(id)?.ref.file ?? ''
    covered[file] = { ...covered[file], [id]: Object.fromEntries(Object.entries(lines).map(([path, own]) => [path, [...own]])) }
  }
  const input: OptimizationInput = {
    ...{ sources, settings: await readSettingTexts(tree), focus: new Set(said.focus ?? tests.keys()) },
    facts: {
      ...{ tests, suiteMs: [...tests.values()].reduce((sum, { ms }) => sum + ms, 0), idlePauses: said.idlePauses ?? new Map() },
      coverage: { outcome: 'measured', tests: covered, imported: {} },
    },
  }
  return proposeOptimizations(input).map((candidate) => {
    const review = reviewOptimization(candidate, input)
    return { candidate, review, after: review?.files.map((file) => file.after).join('\n') ?? '' }
  })
}
