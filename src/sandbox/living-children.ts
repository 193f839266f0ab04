import type { ChildProcess } from 'node:child_process'
import { killGroup } from './kill-group.ts'

const living = new Set<number>()

/** Remembers a child of ours while it lives: it and what is below it are no leftovers. */
export function remember(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  living.add(pid)
  child.once('exit', () => living.delete(pid))
}

/** Ends them all, with their groups: for a process that has to go at once. */
export function endChildren(): void {
  for (const pid of living) killGroup(pid)
}

export function livingChildren(): ReadonlySet<number> {
  return living
}
