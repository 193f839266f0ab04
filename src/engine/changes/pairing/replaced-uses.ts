import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { type Counts, nameSimilarity } from './similarity.ts'
import { areFollowed, without } from './use-contexts.ts'

/** Names this close are the same word in another form. */
const CLOSE_NAMES = 0.85
/** So many users that went over say it alone. */
const LEAST_USES = 2
const BEST = { accept: 1, margin: 0.05 }
/** Names whose users are looked up, for one place. */
const MOST_NAMES = 40
/** `name = …`, `def name`: no use of it. */
const DEFINES = /(^|\s)(def|class|function|const|let|var) \| |\| =( |$)/

/**
 * What is gone from a place and what is new there, paired where the users of the one turned to the other, whatever became of the body:
 * a second sign must say that it is more than one exchanged call.
 */
export function pairReplaced(
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): readonly Pair[] {
  const isFresh = ({ declaration }: LocatedDeclaration, others: readonly LocatedDeclaration[]): boolean =>
    !others.some((other) => other.declaration.name === declaration.name)
  const [gone, come] = [old.filter((one) => isFresh(one, fresh)), fresh.filter((one) => isFresh(one, old))]
  if (gone.length === 0 || come.length === 0 || gone.length + come.length > MOST_NAMES) return []
  return mutualBest(gone, come, likeness, BEST).map(({ one, other }) => ({ before: one, after: other, similarity: 0.5 }))

  function likeness(one: LocatedDeclaration, other: LocatedDeclaration): number {
    const [a, b] = [one.declaration, other.declaration]
    if (a.kind !== b.kind || a.isProperty !== b.isProperty || a.isStatic !== b.isStatic) return 0
    const left = uses(without(base.nameContexts(a.name), head.nameContexts(a.name)))
    const taken = uses(without(head.nameContexts(b.name), base.nameContexts(b.name)))
    if (!areFollowed(left, taken)) return 0
    const names = nameSimilarity(a.name, b.name)
    const isTold = count(left) >= LEAST_USES || names >= CLOSE_NAMES || haveSameParameters(one, other)
    return isTold ? 1 + names : 0
  }
}

function haveSameParameters(one: LocatedDeclaration, other: LocatedDeclaration): boolean {
  const [a, b] = [one, other].map(({ declaration }) => declaration.parameters.map(({ name }) => name).join(' '))
  return a !== '' && a === b
}

function uses(contexts: Counts): Counts {
  return new Map([...contexts].filter(([context]) => !DEFINES.test(context)))
}

function count(contexts: Counts): number {
  return [...contexts.values()].reduce((sum, one) => sum + one, 0)
}
