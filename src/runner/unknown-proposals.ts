import { openProposals } from '../engine/conclusion/open-proposals.ts'
import type { HealingResult } from '../model/result/healing-result.ts'

const LISTED = 20

/** What is wrong with the tests that `--accept` names, and which could be named; null where nothing is. */
export function unknownProposals({ repairs, analyses }: HealingResult, accepted: readonly string[]): string | null {
  const open = openProposals(repairs, analyses)
  const isNamed = (id: string) => accepted.includes(id)
  const part = open.find(({ repair: { testIds } }) => testIds.some(isNamed) && !testIds.every(isNamed))
  if (part) {
    const { testIds } = part.repair
    return `--accept names only a part of one proposal, which is for ${testIds.length} tests together; name them all:\n${lines(testIds)}`
  }
  const known = new Set(repairs.flatMap(({ testIds }) => testIds))
  const unknown = accepted.filter((id) => !known.has(id))
  if (unknown.length === 0) return null
  const named = open.filter(({ isSuspect }) => !isSuspect).flatMap(({ repair }) => repair.testIds)
  return `--accept: nothing is proposed for\n${lines(unknown)}\n${named.length === 0 ? 'Nothing else is proposed either.' : `Proposals are open for\n${lines(named)}`}`
}

function lines(ids: readonly string[]): string {
  const more = ids.length > LISTED ? [`  and ${ids.length - LISTED} more`] : []
  return [...ids.slice(0, LISTED).map((id) => `  ${id}`), ...more].join('\n')
}
