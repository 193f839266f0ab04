import type { Edit } from '../../../model/candidate.ts'
import { type Cause, declaredChanges } from '../../../model/cause.ts'
import { isTextRename, type TextSite, textSites } from '../../changes/texts/text-sites.ts'
import { expectedAt } from '../../repair/expected/expected-text.ts'
import { openCaller } from '../checks/callers-follow.ts'
import type { TextReview } from '../checks/check.ts'
import type { EditedCode, ReplaceablePlace } from './edited-code.ts'

type Standing = { readonly standing: 'explained' | 'unexplained'; readonly reason: string }

/**
 * What the texts say of an edit of an expected text that its causes say was exchanged, found again; `null` where no such cause is named, or
 * the edit is none of that text. The change is explained where it is declared and nothing may still use the old text.
 */
export function expectedText(edit: Edit, causes: readonly Cause[], review: Pick<TextReview, 'trees' | 'callers'>): Standing | null {
  const { trees, callers } = review
  const own = declaredChanges(causes.filter(({ id }) => edit.causes.includes(id))).filter(isTextRename)
  const file = trees.before.file(edit.file)
  const change = own.find((one) => {
    const sites = file === null ? [] : (textSites(one, file, trees) ?? [])
    return sites.some((site) => {
      const { range, replacement, value } = expectedAt(site, file?.text ?? '')
      const isSame = range.start === edit.range.start && range.end === edit.range.end && replacement === edit.replacement
      return site.part === 'expected' && isSame && value.before === edit.value?.before && value.after === edit.value.after
    })
  })
  if (change === undefined) return null
  const doubt = openCaller(change, callers(change))
  return doubt === null
    ? { standing: 'explained', reason: `the product says ${change.after} wherever it said ${change.before}` }
    : { standing: 'unexplained', reason: doubt }
}

/** Why an edit of a text that the test may hand to the product is doubted; `null` where nothing is unclear about it. */
export function unclearText(edit: Edit, { changes, trees }: Pick<TextReview, 'changes' | 'trees'>): string | null {
  const file = trees.before.file(edit.file)
  const isAt = ({ start, end }: TextSite): boolean => start === edit.range.start && end === edit.range.end
  const sites = file === null ? [] : changes.filter(isTextRename).flatMap((change) => textSites(change, file, trees) ?? [])
  const unclear = sites.find((site) => site.part === 'unclear' && isAt(site))
  return unclear === undefined ? null : `it cannot be followed whether ${unclear.text} reaches the product from here`
}

/** Leaves of which a part is a text that has another name now, and that the test may hand over: with all these parts exchanged. */
export function textPlaces({ changes, old, trees }: EditedCode): readonly ReplaceablePlace[] {
  const sites = changes
    .filter(isTextRename)
    .flatMap((change) => textSites(change, old, trees) ?? [])
    .filter(({ part }) => part !== 'expected')
    .toSorted((one, other) => other.start - one.start)
  return [...Map.groupBy(sites, ({ leaf }) => leaf.start).values()].flatMap((inLeaf) => {
    const [first] = inLeaf
    if (first === undefined) return []
    const { start, end } = first.leaf
    const after = inLeaf.reduce(
      (now, site) => now.slice(0, site.start - start) + site.replacement + now.slice(site.end - start),
      old.text.slice(start, end),
    )
    return [{ start, end, accepts: (text: string) => text === after }]
  })
}
