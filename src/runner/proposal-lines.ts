import { openProposals } from '../engine/conclusion/open-proposals.ts'
import { titleOf } from '../engine/reasons/titles.ts'
import { callersFollow } from '../engine/review/checks/callers-follow.ts'
import { gapsOf } from '../engine/review/gaps.ts'
import type { HealingResult } from '../model/result/healing-result.ts'
import type { TestRepair } from '../model/test-repair.ts'
import { type HealWords, nextCommand } from './next-command.ts'

/** How a result is shown: whether its patch was written, the diff of each of its repairs, and how it was asked for. */
export type Shown = { readonly applied: boolean; readonly diffs: readonly string[]; readonly words: HealWords }

/** Repairs that change what a test expects, or that something besides the source keeps open: what they exchange, and why. */
export function proposalLines({ repairs, analyses }: HealingResult, { diffs }: Shown): readonly string[] {
  return openProposals(repairs, analyses)
    .filter(({ isSuspect }) => !isSuspect)
    .flatMap(({ repair }) => [
      askedOf(repair),
      ...repair.testIds.map((id) => `  ${id}`),
      ...valueLines(repair),
      ...notShownLines(repair),
      ...indented(diffs[repairs.indexOf(repair)] ?? ''),
      '',
    ])
}

/** What no run has shown of it; `heal --accept` runs it, and names what it could not run. */
export function notShownLines({ accepted, expectations, checks }: TestRepair): readonly string[] {
  const gaps = gapsOf(expectations.length > 0 ? [{ effect: 'expectation' }] : [], checks)
  if (accepted) return gaps.map(({ name, detail }) => `    not shown by a run: ${titleOf(name)}: ${detail}`)
  return gaps.length === 0 ? [] : [`    not shown yet, run after a yes: ${gaps.map(({ name }) => titleOf(name)).join(', ')}`]
}

/** The old value, the new one, and the line that explains it. */
export function valueLines({ expectations }: TestRepair): readonly string[] {
  const lines = expectations.map(({ before, after, explainedBy }) => {
    const why = explainedBy === '' ? '' : `  because ${explainedBy}`
    return `    ${before === '' ? '(nothing)' : before} → ${after === '' ? '(nothing)' : after}${why}`
  })
  return [...new Set(lines)]
}

/** What a person types next, the likeliest first; empty where there is nothing to type. */
export function nextSteps({ repairs, analyses }: HealingResult, { applied, words }: Shown): readonly string[] {
  const open = openProposals(repairs, analyses).filter(({ isSuspect }) => !isSuspect)
  const isOffered = repairs.some(({ accepted }) => accepted)
  const accepts = open.map(({ repair }) => `  ${nextCommand(words, '--accept', ...repair.testIds)}`)
  return [
    ...(isOffered && !applied
      ? ['To write the patch into the repository:', `  ${nextCommand(words, ...acceptedWords(repairs), '--apply')}`]
      : []),
    ...(open.length > 0
      ? [
          'If the change was meant, say so: the proposal is checked again and enters the patch (with --apply it is written).',
          ...accepts,
          ...(open.length > 1 ? ['All of them:', `  ${nextCommand(words, '--accept')}`] : []),
          'If it was not, undo it in the source: the tests are then right as they are.',
        ]
      : []),
  ]
}

/** What has to be accepted again for the same patch. */
function acceptedWords(repairs: readonly TestRepair[]): readonly string[] {
  const ids = repairs.filter(({ accepted, tier }) => accepted && tier !== 'A').flatMap(({ testIds }) => testIds)
  return ids.length === 0 ? [] : ['--accept', ...ids]
}

function indented(diff: string): readonly string[] {
  return diff === ''
    ? []
    : diff
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`)
}

/** What the person has to say yes to. */
function askedOf({ oracle, origin, checks }: TestRepair): string {
  if (oracle === 'changed') return 'Proposed, if the change was meant:'
  const callers = checks.find(({ name }) => name === callersFollow.name)
  if (callers !== undefined && callers.outcome !== 'passed') return `Proposed, if that is no caller: ${callers.detail}`
  return origin === 'example'
    ? "Proposed, if the test is to follow as the product's own calls did:"
    : 'Proposed, if the test is to follow the change in this way:'
}
