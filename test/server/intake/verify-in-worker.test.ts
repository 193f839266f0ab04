import { describe, expect, it } from 'vitest'
import { verifyInWorker } from '../../../src/server/intake/verify-in-worker.ts'
import { reportCase } from './report-case.ts'

const never = new AbortController().signal

describe('verifyInWorker', () => {
  it('gives the verdict of a thread of its own, and leaves the main thread free meanwhile', async () => {
    let beats = 0
    const heart = setInterval(() => {
      beats += 1
    }, 5)
    const verdict = await verifyInWorker(reportCase(), never)
    clearInterval(heart)
    expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: '' }] })
    expect(beats).toBeGreaterThan(5)
  }, 30_000)

  it('ends a check that takes too long', async () => {
    const verdict = await verifyInWorker(reportCase(), never, { timeoutMs: 1, memoryMb: 500 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took longer than 0.001 s' })
  })

  it('ends when its job is aborted', async () => {
    await expect(verifyInWorker(reportCase(), AbortSignal.abort())).rejects.toMatchObject({ code: 'stopped' })
  })
})
