import { describe, expect, it } from 'vitest'
import { verifyInWorker } from '../../../src/server/intake/verify-in-worker.ts'
import { packed } from '../../engine/archives/tar.ts'
import { BASE, HEAD, reportCase } from './report-case.ts'

const { trees: _, ...report } = reportCase()
const packedCase = { ...report, packed: { head: packed(HEAD), base: packed(BASE), merge: null } }
const never = new AbortController().signal

describe('verifyInWorker', () => {
  it('gives the verdict of a thread of its own, and leaves the main thread free meanwhile', async () => {
    let beats = 0
    const heart = setInterval(() => {
      beats += 1
    }, 5)
    const verdict = await verifyInWorker(packedCase, never)
    clearInterval(heart)
    expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
    expect(beats).toBeGreaterThan(5)
  }, 30_000)

  it('compares a merge with what it was merged into', async () => {
    const moved = { ...BASE, 'docs.md': 'newer\n' }
    const merge = { ...report, packed: { head: packed(HEAD), base: packed(moved), merge: { ancestor: packed(BASE) } } }
    expect(await verifyInWorker(merge, never)).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
  }, 30_000)

  it('offers nothing where both sides changed the same source', async () => {
    const moved = { ...BASE, 'src/shop/cart.py': `${BASE['src/shop/cart.py']}# newer\n` }
    const merge = { ...report, packed: { head: packed(HEAD), base: packed(moved), merge: { ancestor: packed(BASE) } } }
    expect(await verifyInWorker(merge, never)).toMatchObject({
      outcome: 'accepted',
      repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }],
    })
  }, 30_000)

  it('ends a check that takes too long', async () => {
    const verdict = await verifyInWorker(packedCase, never, { timeoutMs: 1, memoryMb: 500 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took longer than 0.001 s' })
  })

  it('ends when its job is aborted', async () => {
    await expect(verifyInWorker(packedCase, AbortSignal.abort())).rejects.toMatchObject({ code: 'stopped' })
  })
})
