import { textHash } from './text-hash.ts'

/** Where earlier attempts of tests stand. A retry follows soon, so only the last few thousand are kept. */
export type Attempts = {
  /** The position of an earlier attempt that looked passed, which this one replaces; undefined for a first one. */
  take(identity: string): number | undefined
  passed(identity: string, position: number): void
}

const GENERATION = 4096

export function attempts(): Attempts {
  let young = new Map<number, number>()
  let old = new Map<number, number>()
  return {
    take(identity) {
      const key = textHash(identity)
      const position = young.get(key) ?? old.get(key)
      if (position !== undefined && !young.delete(key)) old.delete(key)
      return position
    },
    passed(identity, position) {
      if (young.size >= GENERATION) {
        old = young
        young = new Map()
      }
      young.set(textHash(identity), position)
    },
  }
}
