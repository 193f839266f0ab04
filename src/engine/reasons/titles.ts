/** Titles of acceptance checks and signs of intent whose id, with spaces, is not yet what a reader needs. */
const TITLES: Readonly<Record<string, string>> = {
  'oracle-preserved': 'expectations unchanged',
  'passes-together': 'passes with its file',
  'strength-maintained': 'strength kept',
  'fails-without-change': 'fails without the change',
  'old-holds-without-change': 'the old test passes without the change',
  'symbols-resolve': 'every new name exists',
  'removal-proved': 'what goes was compared',
  'same-expectations': 'the same values compared',
  'clean-runs': 'passes where it failed',
}

/** What a rung of the ladder found, and what it says where it decides nothing; the id with spaces where both read alike. */
const RUNG_TITLES: Readonly<Record<string, { readonly found: string; readonly other: string }>> = {
  'run-broken': { found: 'the tests do not start', other: 'the tests start' },
  'product-elsewhere': { found: 'the product was loaded from elsewhere', other: 'the product was loaded from the checkout' },
  'not-reproduced': { found: 'not reproduced', other: 'reproduced' },
  flaky: { found: 'passes and fails on the same code', other: 'the same outcome each time' },
  'changed-dependency': { found: 'a package that changed', other: 'packages that changed' },
  'fails-on-base': { found: 'not seen to pass on the base', other: 'passes on the base' },
  'causal-hunk': alike('the part of the change that breaks it'),
  'contract-change': alike('a declared change'),
  'patched-name': alike('a patched name'),
  'declared-intent': alike('signs of intent'),
  'changed-source': { found: 'changed code that the test reaches', other: 'changed code' },
  conclude: alike('the repair that was tried'),
  'second-causes': alike('another part of the change'),
  'log-answers': alike("CI's log"),
  'as-in-ci': alike("CI's failure beside ours"),
}

/** `coverage-kept` → "coverage kept". */
export function titleOf(id: string): string {
  return (Object.hasOwn(TITLES, id) ? TITLES[id] : undefined) ?? id.replaceAll('-', ' ')
}

/** The title of a rung, in the direction of what it found. */
export function rungTitle(rung: string, isDecisive: boolean): string {
  const title = Object.hasOwn(RUNG_TITLES, rung) ? RUNG_TITLES[rung] : undefined
  return title === undefined ? rung.replaceAll('-', ' ') : isDecisive ? title.found : title.other
}

function alike(title: string): { readonly found: string; readonly other: string } {
  return { found: title, other: title }
}
