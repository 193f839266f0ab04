import { seeded } from '../parse/seeded.ts'
import type { BenchRun } from './bench-run.ts'

type World = {
  /** By file: which files it imports, and how often its changes break what they can. */
  readonly imports: readonly (readonly number[])[]
  readonly fragility: readonly number[]
  readonly care: readonly number[]
  readonly tests: readonly SimulatedTest[]
}

/** `links`: by product file, how often a change of it breaks this test; `imports`: what its file imports. */
type SimulatedTest = {
  readonly id: string
  readonly file: string
  readonly imports: readonly number[]
  readonly links: ReadonlyMap<number, number>
  readonly flaky: number
  readonly durationMs: number
}

const MODULES = 8
const FILES = 80
const TEST_FILES = 40
const AUTHORS = 6
const DAY_MS = 86_400_000
const MENDED = 0.22 // a test that is broken passes in the next run that has it
const FOLLOWED = 0.7 // the same where the change touches what it depends on most

/**
 * A repository that never was: files that import each other, tests that depend on some of what they reach, authors of different care, tests
 * that flake. For every change CI runs the tests that reach a changed file and those that fail. A test breaks by a change of a file that it
 * depends on, stays broken until somebody mends it, and may fail by chance. `truth` is the probability with which each outcome was drawn.
 */
export function simulate(changes: number, seed: number): readonly BenchRun[] {
  const next = seeded(seed)
  const world = makeWorld(next)
  const broken = new Set<number>()
  return Array.from({ length: changes }, (_, index): BenchRun => {
    const module = Math.floor(next() * MODULES)
    const author = Math.floor(next() * AUTHORS)
    const size = 1 + Math.floor(3 * next() ** 2)
    const files = [...new Set(Array.from({ length: size }, () => fileIn(next() < 0.85 ? module : Math.floor(next() * MODULES), next())))]
    const tests = world.tests.flatMap((test, at) => {
      const distance = distanceOf(world, test, files)
      if (distance === null && !broken.has(at)) return []
      const care = world.care[author] ?? 1
      const intact = files.reduce(
        (product, file) => product * (1 - Math.min(0.97, (test.links.get(file) ?? 0) * care * (world.fragility[file] ?? 1))),
        1,
      )
      const stays = broken.has(at) ? 1 - (files.some((file) => (test.links.get(file) ?? 0) > 0.5) ? FOLLOWED : MENDED) : 0
      const breaks = broken.has(at) ? stays : 1 - intact
      const truth = 1 - (1 - breaks) * (1 - test.flaky)
      const isBroken = next() < breaks
      if (isBroken) broken.add(at)
      else broken.delete(at)
      const failed = isBroken || next() < test.flaky
      return [
        {
          testId: test.id,
          file: test.file,
          distance,
          failed,
          mixed: false,
          durationMs: test.durationMs * (0.8 + 0.4 * next()),
          earlier: [],
          truth,
        },
      ]
    })
    return { change: { files: files.map(pathOf), testFiles: [], author: `author-${author}`, at: index * (DAY_MS / 12) }, tests }
  })
}

function makeWorld(next: () => number): World {
  const imports = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: Math.floor(3 * next()) }, () =>
      fileIn(next() < 0.8 ? file % MODULES : Math.floor(next() * MODULES), next()),
    ).filter((one) => one !== file),
  )
  const fragility = imports.map(() => 0.4 + 1.2 * next())
  const care = Array.from({ length: AUTHORS }, () => 0.45 + 1.1 * next())
  const tests = Array.from({ length: TEST_FILES }, (_, at) => {
    const own = [...new Set(Array.from({ length: 1 + Math.floor(3 * next()) }, () => fileIn(at % MODULES, next())))]
    return Array.from({ length: 2 + Math.floor(4 * next()) }, (_each, number): SimulatedTest => {
      const links = new Map<number, number>()
      for (const file of own) {
        if (next() < 0.6) links.set(file, 0.9 + 0.6 * next())
        for (const far of imports[file] ?? []) if (next() < 0.3) links.set(far, 0.4 + 0.5 * next())
      }
      const file = `tests/module_${at % MODULES}/test_${at}.py`
      return {
        id: `${file}::test_${number}`,
        file,
        imports: own,
        links,
        flaky: next() < 0.12 ? 0.15 + 0.25 * next() : 0.01,
        durationMs: 20 + 2_000 * next() ** 4,
      }
    })
  }).flat()
  return { imports, fragility, care, tests }
}

function distanceOf({ imports }: World, test: SimulatedTest, changed: readonly number[]): number | null {
  let reached: readonly number[] = test.imports
  for (let distance = 1; distance <= 3; distance += 1) {
    if (reached.some((file) => changed.includes(file))) return distance
    reached = reached.flatMap((file) => imports[file] ?? [])
  }
  return null
}

/** A file of a module; the first ones change most. */
function fileIn(module: number, place: number): number {
  return module + MODULES * Math.floor((FILES / MODULES) * place ** 1.7)
}

function pathOf(file: number): string {
  return `src/module_${file % MODULES}/file_${file}.py`
}

/** What nobody can beat, and what anybody reaches: the accuracy of whoever knows every probability, and of always saying the same. */
export function boundsOf(runs: readonly BenchRun[]): { readonly bayes: number; readonly majority: number; readonly n: number } {
  const tests = runs.flatMap((run) => run.tests)
  const failed = tests.filter((test) => test.failed).length / tests.length
  const bayes = tests.reduce((sum, { truth }) => sum + Math.max(truth ?? 0, 1 - (truth ?? 0)), 0) / tests.length
  return { bayes, majority: Math.max(failed, 1 - failed), n: tests.length }
}
