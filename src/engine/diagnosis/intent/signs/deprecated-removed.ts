import type { SourceFile } from '../../../changes/resolve/project.ts'
import type { Feature, IntentCase } from '../intent-case.ts'
import { holds } from '../reading/replacements.ts'

/** A key of a table, of which a deprecated name is one entry. */
const KEY = /["'](?<name>[A-Za-z_$][\w$]*)["']\s*:/g

/** What the product had called deprecated is gone, every mention of it, and the test still asks for it. */
export const deprecatedRemoved = {
  name: 'deprecated-removed',
  description: 'The causal hunk takes away what it had called deprecated, nothing of its file names it any more, and the test does.',
  weight: 4.6,
  read(subject) {
    const name = removedName(subject)
    return name === null
      ? { seen: false, detail: 'nothing deprecated was taken away that the test names' }
      : { seen: true, detail: `${name} was deprecated, and is gone` }
  },
} satisfies Feature

/** What was deprecated, is gone and named by the test; `null` when there is none. The words of a warning alone are no such name. */
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
