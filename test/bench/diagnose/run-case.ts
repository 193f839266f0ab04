import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { CaseResult } from './case-result.ts'
import { caseResultOf } from './case-result-of.ts'
import { type DrawnCase, drawCase } from './draw-case.ts'
import { healRepository, programsOf } from './heal-repository.ts'
import type { Plan } from './make-case.ts'

/** Twenty plans against nineteen code bases: each meets each in time. Half of the products are broken. */
const PLANS: readonly Plan[] = [
  ...['bug', 'refactoring', 'bug', 'refactoring', 'rename with a bug', 'refactoring', 'bug', 'refactoring', 'bug', 'refactoring'],
  ...[
    'half-finished rename',
    'refactoring',
    'bug',
    'refactoring',
    'rename with a bug',
    'refactoring',
    'bug',
    'refactoring',
    'bug',
    'refactoring',
  ],
] as readonly Plan[]

/** Draws the case of a number until one breaks a test, heals it, and says what came out. `keep`: where its repository goes, and what the healing rests on. */
export async function runCase(seed: number, index: number, parsers: Parsers, keep: string | null): Promise<CaseResult> {
  const plan = PLANS[index % PLANS.length] ?? 'bug'
  return drawCase({ seed, index, plan, parsers }, async (drawn) => ({ ...(await healCase(drawn, keep)), id: `${seed}-${index}` }))
}

async function healCase(drawn: DrawnCase, keep: string | null): Promise<Omit<CaseResult, 'id'>> {
  const { made, codeBase, folder } = drawn
  const healed = await healRepository({
    ...{ folder, base: made.base, head: made.head, tests: made.tests.map(({ id }) => id), path: await programsOf(codeBase) },
    words: keep === null ? [] : ['--keep', keep],
  })
  if (keep !== null) {
    cpSync(folder, join(keep, 'repository'), { recursive: true, verbatimSymlinks: true })
    if (healed.result) writeFileSync(join(keep, 'result.json'), JSON.stringify(healed.result, null, 2))
  }
  return caseResultOf(drawn, healed)
}
