import { type ChildProcess, fork } from 'node:child_process'
import { SutureError } from '../../model/error.ts'

/**
 * What one process of ours may take, in megabytes of V8's heap. `youngMb`: of one of the two spaces in which new objects begin; V8 takes up
 * to 16 MB each, and fills what it has before it collects.
 */
export type ProcessLimits = { readonly memoryMb: number; readonly youngMb: number }

/** What came of a question. Whatever is no reply has ended the process. */
export type Reply<Answer> = { readonly outcome: 'replied'; readonly answer: Answer } | Ended
export type Ended =
  | { readonly outcome: 'too_slow' }
  | { readonly outcome: 'too_much_memory' }
  | { readonly outcome: 'crashed'; readonly detail: string }

/** Another process of this program, asked one thing at a time. */
export type OwnProcess = {
  /** Throws `stopped` when `signal` fires. */
  ask<Answer>(question: object, timeoutMs: number, signal: AbortSignal): Promise<Reply<Answer>>
  isAlive(): boolean
  /** Lets this program end while the process is idle, or no longer. */
  hold(isHeld: boolean): void
  end(): void
}

/**
 * Starts `name` beside `here` in a process of its own, with an empty environment: a main thread that computes for seconds sends no
 * heartbeat, so that its job would run twice, and a crash over hostile text ends this process alone (a thread takes the whole server
 * with it where WebAssembly or native memory is at fault). It ends with the program that started it.
 */
export function startOwnProcess(here: ImportMeta, name: string, { memoryMb, youngMb }: ProcessLimits): OwnProcess {
  const extension = here.filename.endsWith('.ts') ? 'ts' : 'js'
  const child = fork(new URL(`./${name}.${extension}`, here.url), {
    env: {},
    execArgv: [`--max-old-space-size=${memoryMb}`, `--max-semi-space-size=${youngMb}`, '--optimize-for-size'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => {}) // each question listens itself; between two of them the exit says enough
  return {
    ask: (question, timeoutMs, signal) => askOf(child, question, timeoutMs, signal),
    isAlive: () => child.connected && child.exitCode === null && child.signalCode === null,
    hold: (isHeld) => {
      if (isHeld) {
        child.ref()
        child.channel?.ref()
      } else {
        child.unref()
        child.channel?.unref()
      }
    },
    end: () => {
      child.kill('SIGKILL')
    },
  }
}

async function askOf<Answer>(child: ChildProcess, question: object, timeoutMs: number, signal: AbortSignal): Promise<Reply<Answer>> {
  if (signal.aborted) {
    child.kill('SIGKILL')
    throw stopped()
  }
  const { promise, resolve, reject } = Promise.withResolvers<Reply<Answer>>()
  const stop = () => reject(stopped())
  const timer = setTimeout(() => resolve({ outcome: 'too_slow' }), timeoutMs)
  const message = (answer: unknown) => resolve({ outcome: 'replied', answer: answer as Answer })
  const failed = (error: Error) => resolve({ outcome: 'crashed', detail: error.message })
  const exit = (code: number | null, ended: NodeJS.Signals | null) => {
    // Node aborts where its heap is full
    if (ended === 'SIGABRT') resolve({ outcome: 'too_much_memory' })
    else resolve({ outcome: 'crashed', detail: ended ?? `exit code ${code}` })
  }
  signal.addEventListener('abort', stop, { once: true })
  child.once('message', message).once('error', failed).once('exit', exit)
  let isDone = false
  try {
    if (child.exitCode !== null || child.signalCode !== null) exit(child.exitCode, child.signalCode)
    // a channel that is closed comes before the exit that says why
    else child.send(question, (error) => error && child.once('close', () => failed(error)))
    const reply = await promise
    isDone = reply.outcome === 'replied'
    return reply
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    child.off('message', message).off('error', failed).off('exit', exit)
    if (!isDone) child.kill('SIGKILL')
  }
}

function stopped(): SutureError {
  return new SutureError('stopped', 'the worker stops', 'the job is tried again')
}
