import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { applyMutant } from '../../../src/engine/mutation/apply-mutant.ts'
import { mutants } from '../../../src/engine/mutation/index.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import { randomOf } from '../diagnose/random.ts'
import type { PlainRun } from '../diagnose/run-tests.ts'
import { git, type LaidCase } from './lay-case.ts'
import { runReal } from './run-real.ts'

/** A run of the files for each: so many are drawn at most. */
const MOST = 20
const TIMES = 4
const LEAST_LIMIT_MS = 10_000

/** Faults on the lines that the change wrote, as the seed draws them. */
export function changedLineMutants({ folder, base, head, real }: LaidCase, parsers: Parsers): readonly Mutant[] {
  const all = real.source_files.flatMap((path) => {
    const added = git(folder, 'diff', '--unified=0', base, head, '--', path).matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)
    const lines = new Set([...added].flatMap(([, from, count]) => Array.from({ length: Number(count ?? 1) }, (_, at) => Number(from) + at)))
    const tree = lines.size === 0 ? null : parsers.parse(path, readOr(join(folder, path)))
    return tree === null ? [] : mutants(path, tree, { lines })
  })
  return randomOf(real.id, 'mutants').shuffled(all).slice(0, MOST)
}

/** One fault, and the tests that passed without it and do not with it. `isEndless`: the run did not end, and nobody knows for which test. */
export type Noticed = { readonly fault: Mutant; readonly by: ReadonlySet<string>; readonly isEndless: boolean }

/** What the tests as they lie in the folder notice of these faults; what does not end is noticed by all of them. */
export async function noticed(laid: LaidCase, faults: readonly Mutant[], before: PlainRun): Promise<readonly Noticed[]> {
  const startedAt = performance.now()
  const again = await runReal(laid)
  // a fault may make a loop endless
  const limitMs = Math.max(LEAST_LIMIT_MS, TIMES * (performance.now() - startedAt))
  // a test that only some runs pass notices nothing
  const steady = [...before.passed].filter((id) => again?.passed.has(id))
  const found: Noticed[] = []
  for (const fault of faults) {
    const place = join(laid.folder, fault.file)
    const text = readFileSync(place, 'utf8')
    writeFileSync(place, applyMutant(text, fault))
    const run = await runReal(laid, limitMs).finally(() => writeFileSync(place, text))
    found.push({ fault, by: new Set(steady.filter((id) => !run?.passed.has(id))), isEndless: run === null })
  }
  return found
}

function readOr(place: string): string {
  try {
    return readFileSync(place, 'utf8')
  } catch {
    return ''
  }
}
