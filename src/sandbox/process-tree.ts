import { type ListedProcess, processList } from './process-list.ts'

/**
 * The living processes below `pid` or in its group: process id → the command's name. `null` where the machine does not say (other than Linux).
 * Orphaned processes are adopted by the first process of their namespace, which is below `pid` where there is a namespace.
 */
export function processTree(pid: number): ReadonlyMap<number, string> | null {
  const all = processList()
  if (all === null) return null
  const below = belowOf(new Set([pid]), all, (one) => one.group === pid)
  return new Map(all.flatMap(({ id, name }) => (below.has(id) && id !== pid ? [[id, name]] : [])))
}

/** The processes of `roots` and everything below them, with what else `belongs`. */
export function belowOf(
  roots: ReadonlySet<number>,
  all: readonly ListedProcess[],
  belongs: (one: ListedProcess) => boolean = () => false,
): ReadonlySet<number> {
  const inside = new Set(roots)
  for (let size = -1; size !== inside.size; ) {
    size = inside.size
    for (const one of all) if (inside.has(one.parent) || belongs(one)) inside.add(one.id)
  }
  return inside
}
