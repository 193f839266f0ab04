import { spawn } from 'node:child_process'
import { killGroup } from './kill-group.ts'
import { remember } from './living-children.ts'

/** Programs that do nothing but keep a processor busy, until they are stopped. */
export function keepBusy(count: number): { stop(): void } {
  const children = Array.from({ length: count }, () => {
    const child = spawn('/bin/sh', ['-c', 'while :; do :; done'], { stdio: 'ignore', detached: process.platform !== 'win32', env: {} })
    child.on('error', () => undefined)
    remember(child)
    return child
  })
  return {
    stop: () => {
      for (const { pid } of children) killGroup(pid)
    },
  }
}
