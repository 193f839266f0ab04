import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { randomOf } from '../diagnose/random.ts'

/** One line of a file of real commits: the old tests pass on the parent's source, and `failing_tests` of them fail on the commit's. */
const RealCase = z.object({
  id: z.string(),
  repo: z.string(),
  parent: z.string(),
  commit: z.string(),
  date: z.string(),
  framework: z.enum(['pytest', 'jest', 'vitest']).default('pytest'),
  source_files: z.array(z.string()),
  test_files: z.array(z.string()),
  run_files: z.array(z.string()),
  failing_tests: z.array(z.string()),
  collection_errors: z.array(z.string()).default([]),
  load_failures: z.array(z.string()).default([]),
  category: z.array(z.string()),
})
export type RealCase = Readonly<z.infer<typeof RealCase>>

/** Where its bare repository lies, and the environment of its year, else that of all years. */
export type Prepared = { readonly real: RealCase; readonly mirror: string; readonly environment: string }

/** Cases in an order that the seed decides, one repository after the other, and how many lack what. Throws where the file is no such list. */
export function preparedCases(file: string, mirrors: string, environments: string, seed: number) {
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => RealCase.parse(JSON.parse(line)))
  const found = cases.map((real) => ({ real, ...placesOf(real, mirrors, environments) }))
  const ready = found.flatMap(({ real, mirror, environment }) => (mirror && environment ? [{ real, mirror, environment }] : []))
  const noMirror = found.filter(({ mirror }) => mirror === null).length
  return { ready: inTurns(ready, seed), noMirror, noEnvironment: cases.length - ready.length - noMirror }
}

function placesOf({ repo, date }: RealCase, mirrors: string, environments: string) {
  const name = repo.replace('/', '+')
  const [mirror, environment] = [
    [join(mirrors, name, 'repo'), join(mirrors, `${name}.git`), join(mirrors, name)],
    [join(environments, name, date.slice(0, 4)), join(environments, name)],
  ]
  const isUsable = (place: string) => existsSync(join(place, 'bin')) || existsSync(join(place, 'node_modules'))
  return { mirror: mirror.find((place) => existsSync(join(place, 'HEAD'))) ?? null, environment: environment.find(isUsable) ?? null }
}

/** So that a small sample has many repositories. */
function inTurns(ready: readonly Prepared[], seed: number): readonly Prepared[] {
  const random = randomOf(seed, 'real')
  const groups = Map.groupBy(random.shuffled(ready), ({ real }) => real.repo)
  const lists = random.shuffled([...groups.values()])
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat()
}
