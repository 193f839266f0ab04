import { changedPlaces } from './adapted.ts'
import type { Feature } from './intent-case.ts'

const CHANGELOG = /(?:^|[/\\])(?:changelog|changes|history|news|releases?|release[-_ ]?notes)(?:[/\\.]|$)/i

/** What people shall know of is no accident, though not every part of it may have been meant. */
export const changelogGrown = {
  name: 'changelog grown',
  description: 'The same change tells its users something in the changelog.',
  weight: 0.8,
  read({ context }) {
    const logs = context.witnesses.docChanges.filter(({ path }) => CHANGELOG.test(path))
    const line = changedPlaces(logs)
      .flatMap(({ added }) => added)
      .find((one) => /\p{L}{3}/u.test(one) && !/^\s*#/.test(one))
    return line === undefined
      ? { seen: false, detail: 'no changelog was written' }
      : { seen: true, detail: `“${line.trim().slice(0, 120)}”` }
  },
} satisfies Feature
