import { readdirSync, readFileSync } from 'node:fs'

/** A living process. `started`: clock ticks since the machine's start. */
export type ListedProcess = {
  readonly id: number
  readonly parent: number
  readonly group: number
  readonly started: number
  readonly name: string
}

/** Every living process that this one can see; `null` where the machine does not say (other than Linux). The kernel's own are left out. */
export function processList(): readonly ListedProcess[] | null {
  if (process.platform !== 'linux') return null
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? processOf(Number(name)) : []))
}

/** When a living process started; where the machine does not say, 0. `null`: there is none. */
export function startOf(id: number): number | null {
  if (process.platform === 'linux') return processOf(id)[0]?.started ?? null
  try {
    process.kill(id, 0)
    return 0
  } catch {
    return null
  }
}

/** Whether a process was started with this line in its environment. */
export function hasInEnvironment(id: number, line: string): boolean {
  try {
    return readFileSync(`/proc/${id}/environ`, 'latin1').split('\0').includes(line)
  } catch {
    return false
  }
}

function processOf(id: number): ListedProcess[] {
  try {
    // the name is in parentheses and may contain anything
    const text = readFileSync(`/proc/${id}/stat`, 'latin1')
    const end = text.lastIndexOf(')')
    const fields = text.slice(end + 2).split(' ')
    const [state, parent, group] = fields
    const [started, memory] = [Number(fields[19]), Number(fields[20])]
    if (state === 'Z' || state === 'X' || memory === 0) return []
    return [{ id, parent: Number(parent), group: Number(group), started, name: text.slice(text.indexOf('(') + 1, end) }]
  } catch {
    return []
  }
}
