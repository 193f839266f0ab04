import type { SourceFile } from '../../../../changes/resolve/project.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { holds } from '../../reading/replacements.ts'

/** A key of a table, of which a deprecated name is one entry. */
const KEY = /["'](?<name>[A-Za-z_$][\w$]*)["']\s*:/g

/** Something deprecated was removed completely, and the test still uses it. */
export const deprecatedRemoved = {
  name: 'deprecated-removed',
  description: 'The causal hunk removes something that was deprecated; its file no longer names it, but the test does.',
  weight: 4.6,
  read(subject) {
    const name = removedName(subject)
    return name === null
      ? { seen: false, detail: 'no deprecated name that the test uses was removed' }
      : { seen: true, detail: `${name} was deprecated, and is gone` }
  },
} satisfies Feature

/** The deprecated name that was removed and that the test uses; `null` if there is none. Words of a warning alone do not count. */
export function removedName({ failure, hunks, context, testText }: IntentCase): string | null {
  const test = `${testText}\n${context.failing?.id ?? ''}`
  for (const [path, mine] of Map.groupBy(hunks, ({ oldFile }) => oldFile)) {
    const gone = mine.flatMap(({ removed }) => removed).join('')
    if (!/deprecat/i.test(gone)) continue
    const after = context.trees.after.text(mine[0]?.file ?? path) ?? ''
    const keys = [...gone.matchAll(KEY)].flatMap(({ groups }) => groups?.['name'] ?? [])
    // what the failure says itself is what it is about
    const names = [...declaredIn(context.trees.before.file(path)), ...keys].toSorted(
      (a, b) => Number(holds(failure.message, b)) - Number(holds(failure.message, a)),
    )
    const found = names.find((name) => holds(gone, name) && holds(test, name) && !holds(after, name))
    if (found !== undefined) return found
  }
  return null
}

function declaredIn(file: SourceFile | null): readonly string[] {
  return file?.declarations().flatMap(({ name, parameters }) => [name, ...parameters.map((parameter) => parameter.name)]) ?? []
}
