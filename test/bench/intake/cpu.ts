import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10 // of the kernel's clock for processes, on every Linux that runs Node

type Process = { readonly pid: number; readonly parent: number; readonly ms: number }

/** Milliseconds of processor time that a process and those below it have used; null where there is no /proc. Other programs don't change it. */
export function cpuMs(pid: number): number | null {
  try {
    const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []))
    return sum(all, pid)
  } catch {
    return null
  }
}

function sum(all: readonly Process[], pid: number): number {
  const own = all.find((one) => one.pid === pid)?.ms ?? 0
  return all.filter(({ parent }) => parent === pid).reduce((total, child) => total + sum(all, child.pid), own)
}

/** With the time of children that have ended. */
function readProcess(pid: number): readonly Process[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const ticks = [11, 12, 13, 14].reduce((total, index) => total + (fields[index] ?? 0), 0)
    return [{ pid, parent: fields[1] ?? 0, ms: ticks * TICK_MS }]
  } catch {
    return [] // it has just ended
  }
}
