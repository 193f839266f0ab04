import { spawn, spawnSync } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'

export interface ProcessRequest {
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  readonly onLine: (line: string) => void
}

export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'cancelled' }

const NAMESPACE = ['-p', '-f', '--kill-child', '--mount-proc', '--']
const PIPES_MS = 200 // a surviving child keeps the pipes open: `close` would never come

let wrapper: readonly string[] | undefined
/** `unshare` words that put a step into a pid namespace of its own, probed once; none where the machine forbids it. */
function isolation(): readonly string[] {
  wrapper ??=
    [
      ['unshare', ...NAMESPACE],
      ['unshare', '-r', ...NAMESPACE],
    ].find(([program = '', ...words]) => spawnSync(program, [...words, 'true'], { stdio: 'ignore' }).status === 0) ?? []
  return wrapper
}

export const isIsolated = (): boolean => isolation().length > 0

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

/** Runs one program with `env` and nothing else; at its end, its time limit or the signal, everything that it started dies. */
export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  if (request.signal?.aborted) return Promise.resolve({ kind: 'cancelled' })
  const [program, ...words] = [...isolation(), ...request.command] as [string, ...string[]]
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
      kill()
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
