import { readdirSync, readFileSync } from 'node:fs'

/**
 * The living processes below `pid` or in its group: process id → the command's name. `null` where the machine does not say (other than Linux).
 * Orphaned processes are adopted by the first process of their namespace, which is below `pid` where there is a namespace.
 */
export function processTree(pid: number): ReadonlyMap<number, string> | null {
  if (process.platform !== 'linux') return null
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(Number(name)) : []))
  const below = new Map<number, string>()
  const inside = new Set([pid])
  for (let grew = true; grew; ) {
    grew = false
    for (const { id, parent, group, name } of all) {
      if (below.has(id) || !(inside.has(parent) || group === pid)) continue
      below.set(id, name)
      inside.add(id)
      grew = true
    }
  }
  return below
}

function processOf(id: number): { id: number; parent: number; group: number; name: string }[] {
  try {
    // the name is in parentheses and may contain anything
    const text = readFileSync(`/proc/${id}/stat`, 'latin1')
    const end = text.lastIndexOf(')')
    const [state, parent, group] = text.slice(end + 2).split(' ')
    return state === 'Z' || state === 'X'
      ? []
      : [{ id, parent: Number(parent), group: Number(group), name: text.slice(text.indexOf('(') + 1, end) }]
  } catch {
    return []
  }
}
