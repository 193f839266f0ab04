export type GroupLimits = {
  /** How many items one group has at most, and how much they weigh together. */
  readonly items: number
  readonly weight: number
  /** How many groups are stored at once. */
  readonly groups: number
}

type Waiting<Item, Result> = { readonly item: Item; readonly weight: number; resolve(result: Result): void; reject(error: unknown): void }

/**
 * Stores what arrives while others are being stored as one group, so that one commit serves many; nothing waits where nothing is being
 * stored. `storeAll` stores all items or none, and returns one result for each, in order. Where it throws, each item of its group is
 * stored alone, so that a bad one fails by itself.
 */
export function createGroupCommit<Item, Result>(
  storeAll: (items: readonly Item[]) => Promise<readonly Result[]>,
  weigh: (item: Item) => number,
  limits: GroupLimits,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = []
  let running = 0

  const storeGroup = async (group: readonly Waiting<Item, Result>[]) => {
    try {
      const results = await storeAll(group.map(({ item }) => item))
      for (const [index, waiting] of group.entries()) waiting.resolve(results[index] as Result)
    } catch (error) {
      const [only, ...others] = group
      if (others.length === 0) return only?.reject(error)
      for (const waiting of group) await storeGroup([waiting])
    }
  }
  const next = () => {
    while (running < limits.groups && queue.length > 0) {
      running += 1
      void storeGroup(takeGroup(queue, limits)).finally(() => {
        running -= 1
        next()
      })
    }
  }
  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    queue.push({ item, weight: weigh(item), resolve, reject })
    queueMicrotask(next) // what arrived in the same moment goes together
    return promise
  }
}

/** From the front of the queue: at least one, and no more than the limits allow. */
function takeGroup<Item, Result>(queue: Waiting<Item, Result>[], limits: GroupLimits): readonly Waiting<Item, Result>[] {
  let weight = 0
  const beyond = queue.findIndex((waiting, index) => {
    weight += waiting.weight
    return index > 0 && (index >= limits.items || weight > limits.weight)
  })
  return queue.splice(0, beyond === -1 ? queue.length : beyond)
}
