import { languages } from '../languages/index.ts'
import { asEdit, candidateOf } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'faked-pause'
const EXPECTED = 0.8

/** The code under test pauses for real: between tries, before it gives up. Its tests let that time pass at once. */
export const fakedPause: Optimization = {
  name: NAME,
  type: 'optimize_mocks',
  description: 'Lets the pauses of the code under test pass at once.',
  propose: (input) => [...testsByFile(input.facts)].flatMap(([path, tests]) => ofFile(input, path, tests) ?? []),
}

function ofFile(input: OptimizationInput, path: string, tests: readonly TimedTest[]): OptimizationCandidate | null {
  const { sources, facts, focus } = input
  const { framework, trees } = sources
  const speedups = languages[framework.language].speedups
  const file = trees.after.file(path)
  if (file === null || facts.coverage.outcome !== 'measured') return null
  const reached = facts.coverage.tests[path] ?? {}
  // which tests come past a pause is known by the lines that they reach
  const lines = new Map<string, ReadonlySet<number>>()
  const pausesIn = (product: string): ReadonlySet<number> => {
    const own = trees.after.file(product)
    const known = lines.get(product) ?? new Set(own === null ? [] : speedups.pausesOfProduct(own))
    lines.set(product, known)
    return known
  }
  const waiting = tests.filter(({ ref }) =>
    Object.entries(reached[ref.id] ?? {}).some(([product, own]) => own.some((line) => pausesIn(product).has(line))),
  )
  if (!waiting.some(({ ref }) => focus.has(ref.id))) return null
  const pausing = [...lines].flatMap(([product, own]) => {
    const found = own.size > 0 && !framework.isTestFile(product) ? trees.after.file(product) : null
    return found === null ? [] : [found]
  })
  const edits = speedups.fakedPauses({ framework: framework.name, file, pausing, moduleOf: (one) => trees.after.moduleOf(one) })
  if (edits.length === 0) return null
  const where = pausing.map((one) => one.path).join(', ')
  return candidateOf({
    ...{ name: NAME, type: 'optimize_mocks', testId: path, tests: waiting.map(({ ref }) => ref.id), files: [path], measured: 'run' },
    ...{ expectedMs: EXPECTED * waiting.reduce((sum, { ms }) => sum + ms, 0), risk: 'medium', shares: false },
    why: `the code under test pauses for real (${where})`,
    how: `in the ${waiting.length === 1 ? 'test' : `${waiting.length} tests`} that come past it, that time passes at once`,
    edits: edits.map(asEdit),
  })
}
