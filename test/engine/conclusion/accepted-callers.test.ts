import { expect, test } from 'vitest'
import { conclude } from '../../../src/engine/conclusion/conclude.ts'
import { explained } from '../../../src/engine/reasons/explained.ts'
import type { Judgement } from '../../../src/engine/review/judge.ts'
import { contractCause } from '../../../src/model/cause.ts'
import { reason } from '../../../src/model/reason.ts'
import { repairContext } from '../../support/repair.ts'

/** What is said of a test whose change may have a caller left in a template, once an edit made it pass. */
async function rootCause(tier: 'A' | 'C'): Promise<string | undefined> {
  const shop = (name: string) => ({ 'shop.py': `def ${name}(items):\n    return sum(items)\n` })
  const { analysis, changes, trees } = await repairContext(shop('total'), shop('grand_total'), {})
  const [change] = changes
  if (change === undefined) throw new Error('no change is declared')
  const place = { file: 'bill.html', line: 1 }
  const maybe = {
    ...analysis,
    verdict: 'unknown' as const,
    ...explained(reason('contract-change-maybe-half-done', { change, place, places: [], more: 0 })),
  }
  const candidate = {
    ...{ id: 'one', testIds: [maybe.failure.testId], askedBy: [], strategy: 'rename_symbol' as const, origin: 'rule' as const, round: 0 },
    ...{ causes: [contractCause(change)], edits: [], confidence: 1 },
  }
  const judgement: Judgement = { candidate, tier, oracle: 'preserved', checks: [], confidence: 1, refusal: null, witnesses: [] }
  const callersOf = () => ({ unmigrated: [], possible: [], told: [], unread: [] })
  const sources = { changes, callersOf, crossingOf: () => null, fileChanges: [], hunks: [], trees }
  return conclude([maybe], [{ judgement, runs: null }], sources)[0]?.rootCause
}

test('a person accepted something only where the offer is one that needs a yes', async () => {
  expect(await rootCause('C')).toBe('total is now grand_total, but bill.html:1 may still use the old one; a person accepted that')
  expect(await rootCause('A')).not.toContain('a person')
})
