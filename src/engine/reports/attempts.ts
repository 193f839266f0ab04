/** Where earlier attempts of tests stand. A retry follows soon, so only the last few thousand are kept. */
export type Attempts = {
  /** The position of an earlier attempt that looked passed, which this one replaces; undefined for a first one. */
  take(identity: number): number | undefined
  passed(identity: number, position: number): void
}

const GENERATION = 4096

export function attempts(): Attempts {
  let young = new Map<number, number>()
  let old = new Map<number, number>()
  return {
    take(identity) {
      const position = young.get(identity) ?? old.get(identity)
      if (position !== undefined && !young.delete(identity)) old.delete(identity)
      return position
    },
    passed(identity, position) {
      if (young.size >= GENERATION) {
        old = young
        young = new Map()
      }
      young.set(identity, position)
    },
  }
}
