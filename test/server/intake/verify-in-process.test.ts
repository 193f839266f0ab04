import { describe, expect, it } from 'vitest'
import { verifyInProcess } from '../../../src/server/intake/verify-in-process.ts'
import { packed } from '../../engine/archives/tar.ts'
import { BASE, HEAD, reportCase } from './report-case.ts'

const { trees: _, ...report } = reportCase()
const packedCase = { ...report, packed: { head: packed(HEAD), base: packed(BASE), merge: null } }
const never = new AbortController().signal

describe('verifyInProcess', () => {
  it('gives the verdict of a process of its own, and leaves the main thread free meanwhile', async () => {
    let beats = 0
    const heart = setInterval(() => {
      beats += 1
    }, 5)
    const verdict = await verifyInProcess(packedCase, never)
    clearInterval(heart)
    expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
    expect(beats).toBeGreaterThan(5)
  }, 30_000)

  it('compares a merge with what it was merged into', async () => {
    const moved = { ...BASE, 'docs.md': 'newer\n' }
    const merge = { ...report, packed: { head: packed(HEAD), base: packed(moved), merge: { ancestor: packed(BASE) } } }
    expect(await verifyInProcess(merge, never)).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
  }, 30_000)

  it('offers nothing where both sides changed the same source', async () => {
    const moved = { ...BASE, 'src/shop/cart.py': `${BASE['src/shop/cart.py']}# newer\n` }
    const merge = { ...report, packed: { head: packed(HEAD), base: packed(moved), merge: { ancestor: packed(BASE) } } }
    expect(await verifyInProcess(merge, never)).toMatchObject({
      outcome: 'accepted',
      repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }],
    })
  }, 30_000)

  it('ends a check that takes too long', async () => {
    const verdict = await verifyInProcess(packedCase, never, { timeoutMs: 1, memoryMb: 500 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took longer than 0.001 s' })
  })

  it('ends a check that takes too much memory', async () => {
    const verdict = await verifyInProcess(packedCase, never, { timeoutMs: 20_000, memoryMb: 8 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took too much memory' })
  }, 30_000)

  it('ends when its job is aborted', async () => {
    await expect(verifyInProcess(packedCase, AbortSignal.abort())).rejects.toMatchObject({ code: 'stopped' })
  })
})
