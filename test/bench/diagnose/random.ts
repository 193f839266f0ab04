import { createHash } from 'node:crypto'
import { seeded } from '../parse/seeded.ts'

export type Random = {
  below(n: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T | undefined
  shuffled<T>(list: readonly T[]): readonly T[]
}

/** The same choices for the same words. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const next = seeded(createHash('sha256').update(words.join(':')).digest().readUInt32LE(0))
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)],
    shuffled: (list) => {
      const result = [...list]
      for (let at = result.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        const [one, two] = [result[at], result[other]]
        if (one !== undefined && two !== undefined) [result[at], result[other]] = [two, one]
      }
      return result
    },
  }
}
