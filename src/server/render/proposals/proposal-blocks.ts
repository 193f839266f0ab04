import { titleOf } from '../../../engine/reasons/titles.ts'
import { asUntrusted } from '../../../model/untrusted.ts'
import type { Answer } from '../../triage/answer.ts'
import { isSuspect, type Proposal, shortIdsOf } from '../../triage/proposal.ts'
import { codeBlock, counted, folded, words } from '../markdown.ts'
import type { Links } from '../permalink.ts'
import { explaining, side } from './value-cells.ts'

const VALUES = 5

/** Beside lines that accept a change. */
export const IF_NOT_MEANT = 'If it was not meant, undo it in the source: the test is then right as it is.'

/** The proposals for tests of a group that a page hands to its readers: those with no sign of a bug. */
export function shownProposals(group: readonly Answer[], proposals: readonly Proposal[], answers: readonly Answer[]): readonly Proposal[] {
  const ids = new Set(group.map(({ testId }) => testId))
  // shown with the first of its tests
  const first = ({ testIds }: Proposal) => answers.find(({ testId }) => testIds.includes(testId))?.testId ?? ''
  return proposals.filter((proposal) => ids.has(first(proposal)) && !isSuspect(proposal, answers))
}

/** What accepting would change, why, the diff behind a fold, and the line to write. */
export function proposalBlocks(proposal: Proposal, links: Links, answers: readonly Answer[]): readonly string[] {
  const ids = shortIdsOf(proposal, answers)
  return [
    `**If this was meant**, write \`${acceptLine(proposal, answers)}\`: ${effect(proposal, links)} The edit is checked again, and a pull request follows.${notShownYet(proposal)}`,
    folded(`The edit that is proposed for ${ids.join(', ')}`, codeBlock(asUntrusted(proposal.patch.trimEnd()), 'diff', 60)),
  ]
}

/** A person's yes covers what no run shows, so it is said before they say it. */
function notShownYet({ unproved }: Proposal): string {
  if (unproved.length === 0) return ''
  const names = unproved.map((name) => words(titleOf(name))).join(', ')
  return ` Shown so far is that it passes. Not shown: ${names}. That is run after your yes: what fails refuses the edit, and what cannot be run is named at the top of the pull request.`
}

/** The command that accepts it. */
export function acceptLine(proposal: Proposal, answers: readonly Answer[]): string {
  return `/heal accept ${shortIdsOf(proposal, answers).join(' ')}`
}

function effect({ values, open, testIds, edits }: Proposal, links: Links): string {
  const isOne = testIds.length === 1
  const what = isOne ? 'the test' : `these ${testIds.length} tests`
  if (open !== '') return `${words(open)}; where that is no caller, ${what} can follow the new contract.`
  if (edits.some((edit) => edit.effect === 'removal')) return `what is about the removed code goes from ${what}, as below.`
  if (edits.length > 0 && edits.every((edit) => edit.effect === 'reach'))
    return `${what} then ${isOne ? 'follows' : 'follow'} the change as below, and ${isOne ? 'expects' : 'expect'} the same as before.`
  if (values.length === 0) return `what ${what} ${isOne ? 'expects' : 'expect'} changes as below.`
  const exchanged = values.slice(0, VALUES).map((value) => {
    const why = value.place === null ? '' : ` (${explaining(value, links)})`
    return `${instead(value)}${why}`
  })
  const more = values.length > VALUES ? ` and ${counted(values.length - VALUES, 'more value')}` : ''
  return `${what} then ${isOne ? 'expects' : 'expect'} ${exchanged.join(', ')}${more}.`
}

function instead({ before, after }: Proposal['values'][number]): string {
  if (before === '') return `${side(after)} as well`
  return after === '' ? `no ${side(before)} any more` : `${side(after)} instead of ${side(before)}`
}
