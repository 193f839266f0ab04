import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** One process of the server that is started again whenever it ends. A steady one is never killed: its memory shows leaks. */
export type Slot = {
  readonly name: string
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly isSteady: boolean
}

export type Processes = {
  /** Kills the process of one of the slots that are not steady, without a word. */
  kill(slot: Slot): void
  /** Resident bytes of each slot's process, and which of its lives that was. */
  memory(): readonly { readonly slot: string; readonly life: number; readonly bytes: number }[]
  /** Processes that ended without being killed. */
  readonly ends: readonly string[]
  stop(): Promise<void>
}

/** Starts the built program once for each slot; what they log goes to `logFolder`. */
export function startProcesses(slots: readonly Slot[], program: string, logFolder: string): Processes {
  const running = new Map<string, ChildProcess>()
  const lives = new Map<string, number>()
  const killed = new WeakSet<ChildProcess>()
  const ends: string[] = []
  const state = { isStopping: false }

  const start = (slot: Slot): void => {
    const child = spawn(process.execPath, [program, ...slot.words], { env: { ...slot.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const log = createWriteStream(join(logFolder, `${slot.name}.log`), { flags: 'a' })
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
    running.set(slot.name, child)
    lives.set(slot.name, (lives.get(slot.name) ?? 0) + 1)
    child.once('exit', (code, signal) => {
      log.end()
      if (state.isStopping) return
      if (!killed.has(child)) ends.push(`${slot.name} ended by itself (${signal ?? `exit code ${code}`})`)
      setTimeout(() => (state.isStopping ? undefined : start(slot)), killed.has(child) ? 0 : 1_000)
    })
  }
  for (const slot of slots) start(slot)

  return {
    kill: ({ name }) => {
      const child = running.get(name)
      if (child === undefined || child.exitCode !== null) return
      killed.add(child)
      child.kill('SIGKILL')
    },
    memory: () =>
      [...running].flatMap(([slot, { pid }]) => {
        const bytes = pid === undefined ? null : residentBytes(pid)
        return bytes === null ? [] : [{ slot, life: lives.get(slot) ?? 0, bytes }]
      }),
    ends,
    stop: async () => {
      state.isStopping = true
      const left = [...running.values()].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      const gone = left.map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of left) child.kill('SIGTERM')
      await Promise.race([Promise.all(gone), sleep(25_000, undefined, { ref: false })])
      for (const child of left) child.kill('SIGKILL')
    },
  }
}

function residentBytes(pid: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024
  } catch {
    return null // it has just ended
  }
}
