import type { CaseResult } from './case-result.ts'

/** What was said of a whole case, from what was said of its tests. */
export type Said = 'obsolete' | 'bug' | 'changed' | 'other verdict' | 'unknown'

export type Judged = CaseResult & {
  readonly said: Said
  readonly outcome: 'right' | 'wrong' | 'abstained'
  /** A test that fails for a bug was called out of date. */
  readonly isBugCalledObsolete: boolean
  /** A repair was offered for a test that fails for a bug. */
  readonly isMasked: boolean
}

const OBSOLETE = new Set(['obsolete_test', 'removed_behaviour'])

/**
 * Strict for bugs: one test called obsolete counts against the case; else one called a regression is what a reader would see.
 * A refactoring is right when its tests are called obsolete and none a regression. An abstention is never right;
 * that the behaviour changed, and neither side has evidence, is one.
 */
export function judge(result: CaseResult): Judged {
  const saidOf = (tests: CaseResult['tests']) =>
    new Set(tests.map(({ verdict }) => (verdict !== null && OBSOLETE.has(verdict) ? 'obsolete_test' : verdict)))
  const [bugs, obsolete] = [result.tests.filter(({ truth }) => truth === 'bug'), result.tests.filter(({ truth }) => truth === 'obsolete')]
  const isMasked = bugs.some(({ isRepaired }) => isRepaired)
  // in a mixed commit the old name is a cause as well: only an offered repair would hide the bug
  const isBugCalledObsolete = result.truth === 'mixed' ? isMasked : saidOf(bugs).has('obsolete_test')
  const said = overall(saidOf(result.tests), result.truth)
  return {
    ...result,
    said,
    outcome: outcomeOf(result, said, isBugCalledObsolete, saidOf(bugs), saidOf(obsolete)),
    isBugCalledObsolete,
    isMasked,
  }
}

type Verdicts = ReadonlySet<string | null>

function overall(all: Verdicts, truth: CaseResult['truth']): Said {
  const [hasObsolete, hasRegression] = [all.has('obsolete_test'), all.has('product_regression')]
  if (hasObsolete && hasRegression) return truth === 'obsolete' ? 'bug' : 'obsolete'
  if (hasObsolete) return 'obsolete'
  if (hasRegression) return 'bug'
  if (all.has('behaviour_changed')) return 'changed'
  return [...all].every((verdict) => verdict === 'unknown' || verdict === null) ? 'unknown' : 'other verdict'
}

function outcomeOf({ truth }: CaseResult, said: Said, isBugCalledObsolete: boolean, bugs: Verdicts, obsolete: Verdicts): Judged['outcome'] {
  if (truth === 'mixed') {
    if (isBugCalledObsolete || obsolete.has('product_regression')) return 'wrong'
    const isSeen = bugs.has('product_regression') && (obsolete.size === 0 || obsolete.has('obsolete_test'))
    return isSeen ? 'right' : 'abstained'
  }
  if (said === 'unknown' || said === 'changed') return 'abstained'
  return said === truth ? 'right' : 'wrong'
}
