/** A failing test that was found flaky by runs, or that passed later on the same tree, and that nobody has muted. */
export type FlakyCandidate = {
  readonly testId: string
  readonly file: string | null
  /** Whether it has passed on the default branch: a new test has no history that it could be measured by. */
  readonly hasPassedOnDefault: boolean
  /** It was muted before: Suture renews nothing by itself. */
  readonly wasQuarantined: boolean
}

export type AutomaticFacts = {
  readonly candidates: readonly FlakyCandidate[]
  /** Tests of the suite, and those of them that are quarantined now. */
  readonly suite: number
  readonly quarantined: number
  ownerOf(file: string): string | null
}

/** What becomes of each candidate; `why` is the end of a sentence. */
export type AutomaticPlan = {
  readonly given: readonly { readonly testId: string; readonly owner: string }[]
  readonly refused: readonly { readonly testId: string; readonly why: string }[]
}

/** Of all tests as many may be quarantined before nobody is asked any more, and at least one. */
const MOST_OF_SUITE = 0.01

/** Which flaky tests Suture quarantines by itself, where the settings ask for it. Pure. */
export function planAutomatic({ candidates, suite, quarantined, ownerOf }: AutomaticFacts): AutomaticPlan {
  const most = Math.max(1, Math.floor(suite * MOST_OF_SUITE))
  const given: AutomaticPlan['given'][number][] = []
  const refused: AutomaticPlan['refused'][number][] = []
  for (const { testId, file, hasPassedOnDefault, wasQuarantined } of candidates) {
    const owner = file === null ? null : ownerOf(file)
    const why = !hasPassedOnDefault
      ? 'it has not passed on the default branch yet, so it may be new, or broken'
      : wasQuarantined
        ? 'it was quarantined before, and only a person renews that'
        : quarantined + given.length >= most
          ? `${most} of ${suite} tests may be quarantined, and as many are`
          : null
    if (why !== null) refused.push({ testId, why })
    else if (owner === null) refused.push({ testId, why: 'nobody owns it: neither CODEOWNERS nor QUARANTINE_OWNER names somebody' })
    else given.push({ testId, owner })
  }
  return { given, refused }
}
