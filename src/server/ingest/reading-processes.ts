import { type OwnProcess, type ProcessLimits, startOwnProcess } from '../processes/own-process.ts'

/** Processes that read, one for each run that is read at the same time. */
export type ReadingProcesses = {
  /** One that is warm, or a new one. */
  take(): OwnProcess
  /** It is kept for the next run for a while, if it still lives. */
  giveBack(one: OwnProcess): void
}

/** A process starts in 0.2 s from sources, in 0.1 s when built: most runs are smaller than that. */
const KEPT_MS = 30_000
/** The cases and messages that one file may hold, as JavaScript keeps them; measured with 100,000 cases and with 5,000 long messages. */
const MEMORY = { memoryMb: 256, youngMb: 1 } // a log of 77 MB takes 33 MB so, and 77 MB with V8's own size, in the same time

export function openReadingProcesses(limits: ProcessLimits = MEMORY): ReadingProcesses {
  const idle: { readonly one: OwnProcess; readonly timer: NodeJS.Timeout }[] = []
  return {
    take() {
      for (let next = idle.pop(); next; next = idle.pop()) {
        clearTimeout(next.timer)
        next.one.hold(true)
        if (next.one.isAlive()) return next.one
      }
      return startOwnProcess(import.meta, 'reading-process', limits)
    },
    giveBack(one) {
      if (!one.isAlive()) return
      one.hold(false)
      const timer = setTimeout(() => {
        idle.splice(
          idle.findIndex((other) => other.one === one),
          1,
        )
        one.end()
      }, KEPT_MS)
      timer.unref()
      idle.push({ one, timer })
    },
  }
}
