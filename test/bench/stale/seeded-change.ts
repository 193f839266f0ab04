import type { StaleDeclaration } from '../../../src/model/result/stale-report.ts'

/**
 * One change of one module, as a text in which `«before|after|wrong»` stands for what differs: `wrong` is the head with the declared thing not done, or done
 * wrongly. `{{thing}}` and `{{n}}` are drawn. `tests` exercise the module and say nothing of the change; `check` is a test that does. A change of
 * kind `none` declares nothing: `check` is empty, and no test may be named.
 */
export type SeededChange = {
  readonly name: string
  readonly kind: StaleDeclaration['kind'] | 'none'
  readonly code: string
  readonly tests: string
  readonly check: string
}

type Side = 'before' | 'after' | 'wrong'
const SIDES: Readonly<Record<Side, number>> = { before: 0, after: 1, wrong: 2 }
const SEAM = /«([^»]*)»/g

/** The module on one side. */
export function codeOn(side: Side, code: string): string {
  return code.replace(SEAM, (_, inner: string) => partsOf(inner)[SIDES[side]] ?? '')
}

/** Lines of the head, from 1, in which something of the change stands. */
export function changedLines(code: string): readonly number[] {
  const lines = new Set<number>()
  let [line, at] = [1, 0]
  const count = (text: string) => text.split('\n').length - 1
  for (const seam of code.matchAll(SEAM)) {
    line += count(code.slice(at, seam.index))
    const after = partsOf(seam[1] ?? '')[SIDES.after] ?? ''
    // what only ends a line begins nothing on the next
    for (let step = 0; step <= count(after.replace(/\n\s*$/, '')); step += 1)
      if (after.trim() !== '') lines.add(line + step + leading(after))
    line += count(after)
    at = (seam.index ?? 0) + seam[0].length
  }
  return [...lines]
}

function leading(text: string): number {
  return text.startsWith('\n') ? 1 : 0
}

/** `|` divides; `||` is the operator. */
function partsOf(inner: string): readonly string[] {
  return inner
    .replaceAll('||', '\0')
    .split('|')
    .map((part) => part.replaceAll('\0', '||'))
}
