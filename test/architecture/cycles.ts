/** Who depends on whom; targets that are no keys count for nothing. */
export type Graph = ReadonlyMap<string, Iterable<string>>

/** The groups of nodes that reach each other; empty when the graph has no cycle. */
export function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const left = new Map([...graph].map(([node, targets]) => [node, new Set(targets)]))
  // what depends on nothing, or only on such nodes, is in no cycle
  for (let isLess = true; isLess; ) {
    isLess = false
    for (const [node, targets] of left) {
      if ([...targets].some((target) => left.has(target))) continue
      left.delete(node)
      isLess = true
    }
  }
  const reached = new Map([...left.keys()].map((node) => [node, reachedFrom(node, left)]))
  const groups = new Map<string, string[]>()
  for (const [node, targets] of reached) {
    if (!targets.has(node)) continue
    const group = [...targets].filter((other) => reached.get(other)?.has(node) === true).sort()
    groups.set(group.join(' '), group)
  }
  return [...groups.values()]
}

function reachedFrom(start: string, graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>()
  const queue = [start]
  for (const node of queue) {
    for (const target of graph.get(node) ?? []) {
      if (reached.has(target)) continue
      reached.add(target)
      queue.push(target)
    }
  }
  return reached
}

/** A shortest way round through the first node of a group, for a message. */
export function wayRound(graph: Graph, group: readonly string[]): string {
  const [start] = group
  if (start === undefined) return ''
  const from = new Map<string, string>()
  const queue = [start]
  for (const node of queue) {
    for (const target of graph.get(node) ?? []) {
      if (!group.includes(target)) continue
      if (target === start) {
        const way = [start]
        for (let at: string | undefined = node; at !== undefined && at !== start; at = from.get(at)) way.unshift(at)
        return [start, ...way].join(' → ')
      }
      if (from.has(target)) continue
      from.set(target, node)
      queue.push(target)
    }
  }
  return group.join(', ')
}
