import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../model/environment.ts'
import { environmentOf } from './environment.ts'
import { isolation } from './isolation.ts'
import { killGroup } from './kill-group.ts'
import { endLeftovers, isolationMark } from './leftovers.ts'
import { remember } from './living-children.ts'
import { outputTail } from './output-tail.ts'
import { processTree } from './process-tree.ts'

export type HostOptions = {
  readonly cwd: string
  readonly env: Environment
  readonly set?: Environment
  /** For each of stdout and stderr and each question; the end is kept. */
  readonly outputLimitBytes: number
}

/** `leftovers` names the processes that came up with the question and are still there; `null` where the machine does not say. */
export type HostReply = {
  readonly stdout: string
  readonly stderr: string
  readonly durationMs: number
} & (
  | { readonly outcome: 'answered'; readonly answer: unknown; readonly leftovers: readonly string[] | null }
  | { readonly outcome: 'timed_out' | 'died' }
)

/** A process that stays, and is asked one thing at a time. After any outcome but `answered` it is gone. */
export type Host = {
  ask(question: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<HostReply>
  /** Ends the process and all that it started. */
  close(): Promise<void>
}

const CHANNEL = 3
const ENDED = Symbol('ended')
const LATE = Symbol('late')
const LEFTOVER_MS = 150
const ANSWER_LIMIT_CHARACTERS = 1_000_000

/**
 * Starts a command that says one JSON line on file descriptor 3 when it is ready, reads one line a question there and writes one as its answer,
 * in the environment and the isolation of run(). Questions carry an `id` that no program under test knows and that the answer repeats:
 * other lines are nothing.
 */
export function openHost(command: readonly string[], options: HostOptions): Host {
  const [program = '', ...words] = [...isolation(), ...command]
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: environmentOf(options.env, { ...isolationMark(), ...options.set }),
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  remember(child)
  const channel = child.stdio[CHANNEL] as Duplex
  const stdout = outputTail(child.stdout as NodeJS.ReadableStream, options.outputLimitBytes)
  const stderr = outputTail(child.stderr as NodeJS.ReadableStream, options.outputLimitBytes)
  const ended = endOf(child).then(() => ENDED)
  const lines = linesOf(channel)
  const ready = lines(() => true)

  return {
    ask: async (question, timeoutMs) => {
      const started = performance.now()
      stdout.clear()
      stderr.clear()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<typeof LATE>((resolve) => {
        timer = setTimeout(() => resolve(LATE), timeoutMs)
      })
      let before: ReturnType<typeof processTree> = null
      const answerOf = async () => {
        await ready
        before = processTree(child.pid ?? 0)
        const id = randomUUID()
        const answer = lines((line) => line['id'] === id)
        channel.write(`${JSON.stringify({ ...question, id })}\n`)
        return answer
      }
      const first = await Promise.race([answerOf(), ended, late])
      clearTimeout(timer)
      if (first === LATE || first === ENDED) killGroup(child.pid)
      // the pipes hold what was printed before the answer
      await new Promise(setImmediate)
      const said = { stdout: stdout.text(), stderr: stderr.text(), durationMs: performance.now() - started }
      if (first === LATE) return { outcome: 'timed_out', ...said }
      if (first === ENDED) return { outcome: 'died', ...said }
      const left = before === null ? null : await leftovers(child, before)
      const escaped = await endLeftovers(options.env)
      return { outcome: 'answered', answer: first, leftovers: left && [...left, ...escaped], ...said }
    },
    close: async () => {
      killGroup(child.pid)
      await ended
      await endLeftovers(options.env)
      for (const stream of child.stdio) stream?.destroy()
    },
  }
}

/** A process that is about to end is not a leftover: looks again for a while. */
async function leftovers({ pid = 0 }: ChildProcess, before: ReadonlyMap<number, string>): Promise<readonly string[] | null> {
  const until = performance.now() + LEFTOVER_MS
  for (;;) {
    const now = processTree(pid)
    if (now === null) return null
    const left = [...now].flatMap(([id, name]) => (before.has(id) ? [] : [name]))
    if (left.length === 0 || performance.now() > until) return left
    await sleep(10)
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  })
}

type Line = Readonly<Record<string, unknown>>

/** A function that waits for the first line from now on that `isWanted`. */
function linesOf(channel: Duplex): (isWanted: (line: Line) => boolean) => Promise<Line> {
  let take: (line: Line) => void = () => undefined
  channel.on('error', () => undefined)
  const lines = createInterface({ input: channel, crlfDelay: Number.POSITIVE_INFINITY })
  // the end of the process is reported separately
  lines.on('error', () => undefined)
  lines.on('line', (line) => {
    if (line.length <= ANSWER_LIMIT_CHARACTERS) take(parsed(line))
  })
  return (isWanted) =>
    new Promise((resolve) => {
      take = (line) => {
        if (isWanted(line)) resolve(line)
      }
    })
}

function parsed(line: string): Line {
  try {
    const value: unknown = JSON.parse(line)
    return value !== null && typeof value === 'object' ? (value as Line) : {}
  } catch {
    return {}
  }
}
