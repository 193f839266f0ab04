import { wholeWord } from '../languages/whole-word.ts'
import { candidateOf, withoutLines } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'unused-import'
const EXPECTED = 0.1

/** Takes out imports of a test file of which nothing uses a name: they are loaded all the same. */
export const unusedImport: Optimization = {
  name: NAME,
  type: 'optimize_setup',
  description: 'Takes out imports that nothing uses.',
  propose: (input) => [...testsByFile(input.facts)].flatMap(([path, tests]) => ofFile(input, path, tests) ?? []),
}

function ofFile({ sources, facts, focus }: OptimizationInput, path: string, tests: readonly TimedTest[]): OptimizationCandidate | null {
  const file = sources.trees.after.file(path)
  if (file === null || !tests.some(({ ref }) => focus.has(ref.id))) return null
  const byStatement = [...Map.groupBy(file.imports(), ({ statement }) => statement)]
  const rest = byStatement.reduce((text, [{ start, end }]) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end), file.text)
  const isUnused = (local: string | null): boolean => local !== null && !wholeWord(local).test(rest)
  const unused = byStatement.filter(([, own]) => own.every(({ local, reexport }) => isUnused(local) && !reexport))
  if (unused.length === 0) return null
  return candidateOf({
    ...{ name: NAME, type: 'optimize_setup', testId: path, tests: tests.map(({ ref }) => ref.id), files: [path], measured: 'run' },
    ...{ expectedMs: (EXPECTED * facts.suiteMs) / testsByFile(facts).size, risk: 'medium', shares: false },
    why: `nothing uses ${unused.flatMap(([, own]) => own.flatMap(({ local }) => local ?? [])).join(', ')}, and loading it takes time`,
    how: 'the import goes',
    edits: unused.map(([statement]) => withoutLines(path, file.text, statement)),
  })
}
