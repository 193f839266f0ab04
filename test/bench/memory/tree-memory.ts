import { readFileSync } from 'node:fs'

/** Megabytes that a process and all below it take. */
export type TreeMemory = {
  /** Anonymous pages of all, and the largest of their mapped files once: they map the same ones. Whoever else runs does not change it. */
  readonly own: number
  /** The kernel's proportional set size of all. Pages of Node itself that other programs of this machine share count less. */
  readonly pss: number
  /** Anonymous megabytes of each, by the file that it runs. */
  readonly processes: readonly (readonly [name: string, own: number])[]
}

const KB_OF_MB = 1_000_000 / 1_024

export function memoryOfTree(pid: number): TreeMemory {
  const all = treeOf(pid).flatMap((one) => memoryOf(one) ?? [])
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0) / KB_OF_MB
  return {
    own: sum(({ own }) => own) + Math.max(0, ...all.map(({ file }) => file)) / KB_OF_MB,
    pss: sum(({ pss }) => pss),
    processes: all.map(({ name, own }) => [name, own / KB_OF_MB] as const),
  }
}

function treeOf(pid: number): readonly number[] {
  const children = readOrNone(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(treeOf)]
}

function memoryOf(pid: number) {
  const [status, rollup] = [readOrNone(`/proc/${pid}/status`), readOrNone(`/proc/${pid}/smaps_rollup`)]
  const kilobytes = (text: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN)
  const one = {
    own: kilobytes(status, 'RssAnon') + kilobytes(status, 'RssShmem'),
    file: kilobytes(status, 'RssFile'),
    pss: kilobytes(rollup, 'Pss'),
  }
  if (Object.values(one).some(Number.isNaN)) return null // it has just ended
  const [name = ''] = readOrNone(`/proc/${pid}/cmdline`).match(/[\w-]+(?=\.[jt]s\0)/) ?? []
  return { ...one, name }
}

function readOrNone(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
