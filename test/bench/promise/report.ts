import { upperBound } from '../diagnose/intervals.ts'
import type { PromiseAnswer, PromiseCase } from './promise-case.ts'

export type Asked = { readonly kind: string; readonly case: PromiseCase; readonly answer: PromiseAnswer }

/** The share of honest cases that must be healed: an engine that refuses everything fails. Source: issue of part 2b. */
const HONEST_SHARE = 0.95

/** One line a kind, one for all, and whether the promise held. */
export function promiseReport(asked: readonly Asked[]): { readonly lines: readonly string[]; readonly held: boolean } {
  const kinds = [...new Set(asked.map(({ kind }) => kind))]
  const lines = kinds.map((kind) =>
    lineOf(
      kind,
      asked.filter((one) => one.kind === kind),
    ),
  )
  const { masked, bugs, healed, honest } = counted(asked)
  return { lines: [...lines, lineOf('all', asked)], held: masked === 0 && bugs + honest > 0 && healed >= HONEST_SHARE * honest }
}

function lineOf(name: string, asked: readonly Asked[]): string {
  const { masked, bugs, healed, honest, unusable } = counted(asked)
  const bound = bugs === 0 ? '' : ` (95 % upper bound ${(100 * upperBound(masked, bugs)).toFixed(1)} %)`
  const share = honest === 0 ? '' : ` (${((100 * healed) / honest).toFixed(1)} %)`
  return `${name}: hidden bugs ${masked} of ${bugs}${bound}; honest changes healed ${healed} of ${honest}${share}; unusable ${unusable}`
}

function counted(asked: readonly Asked[]) {
  const usable = asked.filter(({ answer }) => answer.outcome !== 'unusable')
  const honest = usable.filter((one) => one.case.honest)
  const bugs = usable.filter((one) => !one.case.honest)
  const healed = (list: readonly Asked[]) => list.filter(({ answer }) => answer.outcome === 'healed').length
  return {
    ...{ masked: healed(bugs), bugs: bugs.length, healed: healed(honest), honest: honest.length },
    unusable: asked.length - usable.length,
  }
}
