import type { FileChange } from '../../../model/file-change.ts'
import type { SiblingNames } from './sibling-names.ts'
import { maskNames, type Sighting } from './sighting.ts'

/** A test or a document, as both trees have it. */
export type Described = FileChange & { readonly by: 'test' | 'document' }

/**
 * Lines that were written anew with a new name and read like one that an old name stands in: `in_litres() == 19` here, `litres() == 19`
 * there. They say the same of the same thing, wherever they stand.
 */
export function lineSightings(described: readonly Described[], { gone, fresh }: SiblingNames): readonly Sighting[] {
  const of = (side: 'before' | 'after', names: ReadonlySet<string>): readonly Line[] =>
    described.flatMap((one) => linesOf(one, one[side] ?? '', names))
  const earlier = new Set(of('before', fresh).map(({ text }) => text))
  const come = of('after', fresh).filter(({ text }) => !earlier.has(text))
  const others = Map.groupBy([...of('before', gone), ...of('after', gone)], ({ masked }) => masked)
  return [...Map.groupBy(come, ({ masked }) => masked)].flatMap(([masked, lines]): readonly Sighting[] => {
    const [line, old] = [lines[0], others.get(masked)?.[0]]
    const isSole = (all: readonly Line[] | undefined): boolean => new Set(all?.map(({ names }) => names.join())).size === 1
    if (line === undefined || old === undefined || !isSole(lines) || !isSole(others.get(masked))) return []
    return old.names.map((name, at) => ({
      ...{ old: name, now: line.names[at] ?? '', by: line.by, isNamed: true },
      ...{ file: line.path, line: line.line, quote: line.text },
    }))
  })
}

type Line = Pick<Described, 'by' | 'path'> & {
  readonly text: string
  readonly line: number
  readonly masked: string
  readonly names: readonly string[]
}

function linesOf({ by, path }: Described, text: string, names: ReadonlySet<string>): readonly Line[] {
  if (![...names].some((name) => text.includes(name))) return []
  return text.split('\n').flatMap((each, at): readonly Line[] => {
    const found = (each.match(/[\p{L}\p{N}_$]+/gu) ?? []).filter((word) => names.has(word))
    // the name alone, as in a list of imports, says nothing of it
    const masked = maskNames(each.trim(), names)
    return found.length === 0 || !/[\p{L}\p{N}]/u.test(masked) ? [] : [{ by, path, text: each.trim(), line: at + 1, masked, names: found }]
  })
}
