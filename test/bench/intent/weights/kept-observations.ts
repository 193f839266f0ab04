import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsers } from '../../../../src/engine/languages/parsers.ts'
import type { FailureAnalysis } from '../../../../src/model/failure-analysis.ts'
import { type KeptHealing, readHealing } from '../../../../src/runner/kept/kept-healing.ts'
import { replayHealing } from '../../../../src/runner/kept/replay-healing.ts'
import type { CaseResult } from '../../diagnose/case-result.ts'

/** One failing test of a kept healing, judged again by this version, and what is true of it. */
export type KeptTest = { readonly repository: string; readonly case: string; readonly analysis: FailureAnalysis; readonly isMeant: boolean }

/** Messages that claim to mean everything and name no value; `NAME` stands for what the message of the case names. */
export const CLAIMS: readonly string[] = [
  'Change the behaviour of NAME on purpose; tests will follow',
  'feat!: NAME works in another way now\n\nThis is intended. Old expectations are out of date.',
  'Fix NAME to return the correct value',
]

/** Seeded cases that `bench:diagnose --keep` kept. `claim`: told instead of what the case's own message tells, for bugs alone. */
export async function seededTests(
  cases: readonly CaseResult[],
  keep: string,
  parsers: Parsers,
  claim: string | null = null,
): Promise<readonly KeptTest[]> {
  const found: KeptTest[] = []
  for (const one of cases) {
    const folder = join(keep, one.id)
    if (!existsSync(join(folder, 'healing.json')) || (claim !== null && one.truth !== 'bug')) continue
    const name = /`([^`]+)`/.exec(one.message)?.[1] ?? 'the product'
    const analyses = await answersOf(folder, parsers, claim?.replaceAll('NAME', name) ?? null)
    for (const analysis of analyses) {
      const truth = one.tests.find(({ id }) => id === analysis.failure.testId || id === analysis.failure.testFile)?.truth
      if (truth !== undefined) found.push({ repository: one.codeBase, case: one.id, analysis, isMeant: truth === 'obsolete' })
    }
  }
  return found
}

/** Real commits, each healed with `--keep`: `DIR/OWNER-NAME-COMMIT/kept/healing.json`. All of them were meant. */
export async function commitTests(folder: string, parsers: Parsers): Promise<readonly KeptTest[]> {
  const found: KeptTest[] = []
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const kept = join(folder, name, 'kept')
    if (!existsSync(join(kept, 'healing.json'))) continue
    const repository = name.slice(0, name.lastIndexOf('-'))
    for (const analysis of await answersOf(kept, parsers, null)) found.push({ repository, case: name, analysis, isMeant: true })
  }
  return found
}

async function answersOf(folder: string, parsers: Parsers, message: string | null): Promise<readonly FailureAnalysis[]> {
  const kept = await readHealing(folder)
  const told: KeptHealing = message === null ? kept : { ...kept, texts: { ...kept.texts, intentTexts: [message] } }
  return (await replayHealing(told, parsers, () => 0)).flatMap(({ analyses }) => analyses)
}
