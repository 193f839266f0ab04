import { spawn } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'
import type { ProcessSpace } from './process-space.ts'

export interface ProcessRequest {
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
  /** The job's processes. */
  readonly space: ProcessSpace
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  readonly onLine: (line: string) => void
}

export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'cancelled' }

const PIPES_MS = 200 // a surviving child keeps the pipes open: `close` would never come

/** Calls `onLine` for every whole line; `end` flushes the last one. */
function lineReader(onLine: (line: string) => void) {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line.replace(/\r$/, ''))
  }
  return {
    write: (chunk: Buffer) => take(decoder.write(chunk)),
    end: () => {
      take(decoder.end())
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

/** Runs one program with `env` and nothing else; at its time limit or the signal it dies with its process group. What it left running otherwise lives on until the job ends. */
export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  if (request.signal?.aborted) return Promise.resolve({ kind: 'cancelled' })
  const [program, ...words] = [...request.space.enter(request.cwd), ...request.command] as [string, ...string[]]
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: request.cwd, env: request.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let stopped: 'timed_out' | 'cancelled' | undefined
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // the group is gone already
      }
    }
    const stop = (reason: 'timed_out' | 'cancelled') => {
      stopped ??= reason
      kill()
    }
    const cancel = () => stop('cancelled')
    const timer = setTimeout(() => stop('timed_out'), request.timeoutMs)
    request.signal?.addEventListener('abort', cancel)
    for (const stream of [child.stdout, child.stderr]) {
      const reader = lineReader(request.onLine)
      stream.on('data', reader.write).on('close', reader.end)
    }
    child.on('error', reject)
    child.on('exit', () => {
      setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, PIPES_MS).unref()
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', cancel)
      resolve(stopped === undefined ? { kind: 'exited', code: code ?? 137 } : { kind: stopped })
    })
  })
}
