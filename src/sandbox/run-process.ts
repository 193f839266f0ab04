import { spawn } from 'node:child_process'
import type { Environment } from '../model/environment.ts'
import { environmentOf } from './environment.ts'
import { isolation } from './isolation.ts'
import { killGroup } from './kill-group.ts'
import { endLeftovers, isolationMark } from './leftovers.ts'
import { remember } from './living-children.ts'
import { outputTail } from './output-tail.ts'

export type RunOptions = {
  readonly cwd: string
  /** The caller's environment; only what environmentOf() lets through is passed on. */
  readonly env: Environment
  /** Variables of our own, set besides. */
  readonly set?: Environment
  readonly timeoutMs: number
  /** For each of stdout and stderr; what comes after it is dropped, the end is kept. */
  readonly outputLimitBytes: number
  readonly stdin?: string | Uint8Array
  readonly signal?: AbortSignal
  /** Whether the command runs the repository's code: then nothing that it leaves running lives on, see isolation() and endLeftovers(). */
  readonly isolate?: boolean
}

export type RunResult = {
  readonly outcome: 'exited' | 'timed_out' | 'not_found'
  /** 128 and the signal's number where a signal ended it; null where it never started or was stopped by us. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
}

// A child that outlives the command keeps its pipes open, and they would never end.
const PIPES_MS = 200

/** Runs a command without a shell, in an environment built from empty. Whatever it prints is only ever returned. Never throws for what the command does. */
export async function runProcess(command: readonly string[], options: RunOptions): Promise<RunResult> {
  if (!options.isolate) return spawned(command, options)
  const result = await spawned([...isolation(), ...command], { ...options, set: { ...isolationMark(), ...options.set } })
  await endLeftovers(options.env)
  return result
}

function spawned([program = '', ...words]: readonly string[], options: RunOptions): Promise<RunResult> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: options.cwd,
      env: environmentOf(options.env, options.set),
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    remember(child)
    const stdout = outputTail(child.stdout, options.outputLimitBytes)
    const stderr = outputTail(child.stderr, options.outputLimitBytes)
    let stopped = false
    let pipes: NodeJS.Timeout | undefined
    const stop = () => {
      stopped = true
      killGroup(child.pid)
    }
    const timer = setTimeout(stop, options.timeoutMs)
    options.signal?.addEventListener('abort', stop, { once: true })
    if (options.signal?.aborted) stop()

    const end = (outcome: RunResult['outcome'], code: number | null) => {
      clearTimeout(timer)
      clearTimeout(pipes)
      options.signal?.removeEventListener('abort', stop)
      resolve({ outcome, code, stdout: stdout.text(), stderr: stderr.text(), durationMs: performance.now() - started })
    }
    child.on('error', () => end('not_found', null))
    child.on('exit', () => {
      killGroup(child.pid)
      pipes = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, PIPES_MS)
    })
    child.on('close', (code, signal) => {
      if (stopped) end('timed_out', null)
      else end('exited', code ?? (signal === 'SIGKILL' ? 137 : 143))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.stdin)
  })
}
