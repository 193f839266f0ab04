import { type ChildProcess, fork } from 'node:child_process'
import { SutureError } from '../../model/error.ts'
import type { ReportVerdict } from './report-case.ts'
import type { PackedReportCase } from './unpack-trees.ts'

/** What one report may cost. A check beyond either is ended, and the report counts as rejected. */
export type ProcessLimits = { readonly timeoutMs: number; readonly memoryMb: number }

const LIMITS: ProcessLimits = { timeoutMs: 120_000, memoryMb: 1_500 }

/**
 * Checks a report in a process of its own, with an empty environment: a main thread that computes for seconds sends no heartbeat,
 * so that its job would run twice, and a crash over hostile text ends this process alone (a thread took the whole server with it).
 * Throws `stopped` when `signal` fires.
 */
export async function verifyInProcess(
  report: PackedReportCase,
  signal: AbortSignal,
  limits: ProcessLimits = LIMITS,
): Promise<ReportVerdict> {
  if (signal.aborted) throw stopped()
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js'
  const child = fork(new URL(`./review-process.${extension}`, import.meta.url), {
    env: {},
    execArgv: [`--max-old-space-size=${limits.memoryMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    return await answerOf(child, report, signal, limits.timeoutMs)
  } finally {
    child.kill('SIGKILL')
  }
}

function answerOf(child: ChildProcess, report: PackedReportCase, signal: AbortSignal, timeoutMs: number): Promise<ReportVerdict> {
  const rejected = (reason: string): ReportVerdict => ({ outcome: 'rejected', reason })
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped())
    const timer = setTimeout(() => resolve(rejected(`checking the report took longer than ${timeoutMs / 1_000} s`)), timeoutMs)
    signal.addEventListener('abort', stop, { once: true })
    child.once('message', (verdict) => resolve(verdict as ReportVerdict))
    child.once('error', reject)
    child.once('exit', (code, ended) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      // Node aborts where its heap is full
      if (ended === 'SIGABRT') resolve(rejected('checking the report took too much memory'))
      else reject(new Error(`the process that checks reports ended without an answer (${ended ?? `exit code ${code}`})`))
    })
    child.send(report, (error) => {
      if (error) reject(error)
    })
  })
}

function stopped(): SutureError {
  return new SutureError('stopped', 'the worker stops', 'the job is tried again')
}
