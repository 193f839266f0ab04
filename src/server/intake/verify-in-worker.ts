import { Worker } from 'node:worker_threads'
import { SutureError } from '../../model/error.ts'
import type { ReportVerdict } from './report-case.ts'
import type { PackedReportCase } from './unpack-trees.ts'

/** What one report may cost. A worker beyond either is ended, and the report counts as rejected. */
export type WorkerLimits = { readonly timeoutMs: number; readonly memoryMb: number }

const WORKER_LIMITS: WorkerLimits = { timeoutMs: 120_000, memoryMb: 1_500 }

/**
 * Checks a report in a thread of its own: a main thread that computes for seconds sends no heartbeat, and its job would run twice.
 * Throws `stopped` when `signal` fires.
 */
export async function verifyInWorker(
  report: PackedReportCase,
  signal: AbortSignal,
  limits: WorkerLimits = WORKER_LIMITS,
): Promise<ReportVerdict> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./review-worker.${extension}`, import.meta.url), {
    workerData: report,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  })
  try {
    return await firstOf(worker, signal, limits.timeoutMs)
  } finally {
    await worker.terminate()
  }
}

function firstOf(worker: Worker, signal: AbortSignal, timeoutMs: number): Promise<ReportVerdict> {
  const rejected = (reason: string): ReportVerdict => ({ outcome: 'rejected', reason })
  return new Promise((resolve, reject) => {
    const stop = () => reject(new SutureError('stopped', 'the worker stops', 'the job is tried again'))
    const timer = setTimeout(() => resolve(rejected(`checking the report took longer than ${timeoutMs / 1_000} s`)), timeoutMs)
    worker.once('message', (verdict: ReportVerdict) => resolve(verdict))
    worker.once('error', (error: unknown) =>
      isOutOfMemory(error) ? resolve(rejected('checking the report took too much memory')) : reject(error),
    )
    worker.once('exit', () => reject(new Error('the thread that checks reports ended without an answer')))
    signal.addEventListener('abort', stop, { once: true })
    worker.once('exit', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
    if (signal.aborted) stop()
  })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
