/** The index of each test's earlier attempt, by the hash of its identity. A retry follows soon, so entries older than some ten thousand cases are dropped. */
export type Attempts = {
  /** The position of an earlier attempt that looked passed, which this one replaces; undefined for a first one. */
  take(identity: number): number | undefined
  passed(identity: number, position: number): void
}

const SLOTS = 32_768
/** Of the low bits of an identity: a remainder would be taken of floating-point numbers, and cost more than all else here. */
const MASK = SLOTS - 1
/** How many slots an identity may lie in, from its own one on; the oldest of them is overwritten. */
const REACH = 8
const FREE = -1

/** Two plain arrays: a Map of this size is the slowest part of reading a report. */
export function attempts(): Attempts {
  const identities = new Float64Array(SLOTS).fill(FREE)
  const positions = new Int32Array(SLOTS).fill(FREE)

  function slotFor(identity: number): number {
    const first = identity & MASK
    let best = first
    for (let step = 1; step < REACH; step++) {
      const slot = (first + step) & MASK
      if ((positions[slot] ?? 0) < (positions[best] ?? 0)) best = slot
    }
    return best
  }

  return {
    take(identity) {
      const first = identity & MASK
      for (let step = 0; step < REACH; step++) {
        const slot = (first + step) & MASK
        if (identities[slot] !== identity) continue
        const position = positions[slot]
        identities[slot] = FREE
        positions[slot] = FREE
        return position
      }
      return undefined
    },
    passed(identity, position) {
      const slot = slotFor(identity)
      identities[slot] = identity
      positions[slot] = position
    },
  }
}
