import { languages } from '../languages/index.ts'
import { folderOf } from '../languages/paths.ts'
import { wholeWord } from '../languages/whole-word.ts'
import { asEdit, candidateOf } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'shared-setup'
/** Of what its tests take, as far as anybody knows before it is measured. */
const EXPECTED = 0.5
/** Milliseconds of all tests of a file: below that nobody waits for its set-up. */
const LEAST_MS = 40

/** What each test of a file gets anew is made once. Only where every order, each test alone and a second run show that no test leaves anything in it. */
export const sharedSetup: Optimization = {
  name: NAME,
  type: 'optimize_setup',
  description: 'Makes once what so far is made for each test.',
  propose: (input) => {
    const { framework, trees, files } = input.sources
    return [...files.keys()].flatMap((path) => (framework.isTestFile(path) && trees.after.file(path) !== null ? ofFile(input, path) : []))
  },
}

function ofFile(input: OptimizationInput, path: string): readonly OptimizationCandidate[] {
  const { framework, trees } = input.sources
  const file = trees.after.file(path)
  if (file === null) return []
  const byFile = testsByFile(input.facts)
  return languages[framework.language].speedups.repeatedSetups(framework.name, file).flatMap(({ name, isOfFolder, edits }) => {
    const folder = folderOf(path)
    const isBelow = (other: string) => folder === '' || other.startsWith(`${folder}/`)
    const files = isOfFolder
      ? [...byFile.keys()].filter((other) => isBelow(other) && wholeWord(name).test(trees.after.text(other) ?? ''))
      : [path].filter((own) => byFile.has(own))
    const tests = files.flatMap((one) => byFile.get(one) ?? [])
    const ms = tests.reduce((sum, one) => sum + one.ms, 0)
    if (tests.length < 2 || ms < LEAST_MS || !tests.some(({ ref }) => input.focus.has(ref.id))) return []
    const candidate = candidateOf({
      ...{ name: NAME, type: 'optimize_setup', testId: path, tests: tests.map(({ ref }) => ref.id), files },
      // pytest counts the set-up of a fixture to the test that it is made for first; hooks of a whole file are no test's time
      measured: framework.name === 'pytest' ? 'tests' : 'run',
      ...{ expectedMs: ms * EXPECTED, risk: 'medium', shares: true },
      why: `${name} is made anew for each test`,
      how: `it is made once ${isOfFolder ? 'for the run' : 'for the file'}; tests that are written later must not change it`,
      edits: edits.map(asEdit),
    })
    return [{ ...candidate, id: `${candidate.id}: ${name}` }]
  })
}
