import { titleOf } from '../../engine/reasons/titles.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import { words } from './markdown.ts'

/** Checks of one pull request: what the server found out by itself, and what a run in the repository's workflow reported. */
export type CheckLists = { readonly own: readonly CheckResult[]; readonly claimed: readonly CheckResult[]; readonly runUrl: string | null }

/** Every check once, passed or not run, and whose word it is. */
export function checkBlocks({ own, claimed, runUrl }: CheckLists): readonly string[] {
  const passed = (checks: readonly CheckResult[]) => merged(checks.filter(({ outcome }) => outcome === 'passed'))
  const notRun = merged([...own, ...claimed].filter(({ outcome }) => outcome === 'not_run'))
  const run = runUrl === null ? 'of a run of the tests' : `of [a run in this repository's workflow](${runUrl})`
  return [
    list("Checked by Suture's server, on the texts in git:", passed(own), 'passed'),
    list(
      `The runner's word, ${run} beside the repository's own code; this pull request's own CI confirms or refutes it:`,
      passed(claimed),
      'passed',
    ),
    list('Not checked:', notRun, 'not run'),
  ].filter((text) => text !== '')
}

function list(title: string, checks: readonly CheckResult[], outcome: string): string {
  if (checks.length === 0) return ''
  return [
    title,
    ...checks.map(({ name, detail }) => `- ${words(titleOf(name))}: ${outcome}${detail === '' ? '' : ` (${words(detail, 160)})`}`),
  ].join('\n')
}

const DETAILS = 2 // one for each repair would hide what matters

/** One line per check over all repairs. */
function merged(checks: readonly CheckResult[]): readonly CheckResult[] {
  const byName = Map.groupBy(checks, ({ name }) => name)
  return [...byName.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const details = [...new Set([first, ...rest].map(({ detail }) => detail))]
    const more = details.length > DETAILS ? [`and ${details.length - DETAILS} more`] : []
    return [{ ...first, detail: [...details.slice(0, DETAILS), ...more].join('; ') }]
  })
}
