import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { TREE_LIMITS } from '../../../src/server/intake/tree.ts'
import { verifyInProcess } from '../../../src/server/intake/verify-in-process.ts'
import { entry, packed } from '../../engine/archives/tar.ts'
import { ANALYSIS, BASE, HEAD, REPORT, reportCase } from './report-case.ts'

const { trees: _, ...report } = reportCase()
const packedCase = { ...report, packed: { head: [packed(HEAD)], base: [packed(BASE)], merge: null } }
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
    const merge = { ...report, packed: { head: [packed(HEAD)], base: [packed(moved)], merge: { ancestor: [packed(BASE)] } } }
    expect(await verifyInProcess(merge, never)).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
  }, 30_000)

  it('offers nothing where both sides changed the same source', async () => {
    const moved = { ...BASE, 'src/shop/cart.py': `${BASE['src/shop/cart.py']}# newer\n` }
    const merge = { ...report, packed: { head: [packed(HEAD)], base: [packed(moved)], merge: { ancestor: [packed(BASE)] } } }
    expect(await verifyInProcess(merge, never)).toMatchObject({
      outcome: 'accepted',
      repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }],
    })
  }, 30_000)

  it('offers nothing where a tree is gone', async () => {
    const gone = { ...report, packed: { head: [packed(HEAD)], base: [], merge: null } }
    expect(await verifyInProcess(gone, never)).toMatchObject({
      outcome: 'accepted',
      repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }],
    })
  }, 30_000)

  it('reads no further in a tree than its archive goes', async () => {
    let sent = 0
    async function* more(): AsyncGenerator<Uint8Array> {
      yield packed(HEAD)
      for (; sent < 1_000; sent += 1) yield Buffer.alloc(100_000)
    }
    await verifyInProcess({ ...report, packed: { head: more(), base: [packed(BASE)], merge: null } }, never).catch(() => {})
    expect(sent).toBeLessThan(1_000)
  }, 30_000)

  it('names half an answer where a tree is cut, however its bytes end', async () => {
    const cut = { ...report, packed: { head: [packed(HEAD)], base: [packed(BASE).subarray(0, -30)], merge: null } }
    await expect(verifyInProcess(cut, never)).rejects.toMatchObject({ code: 'half_answer' })
  }, 30_000)

  it('gives a verdict that is longer than a pipe holds as a whole', async () => {
    const analyses = Array.from({ length: 3_000 }, (_, index) => {
      return { ...ANALYSIS, failure: { ...ANALYSIS.failure, testId: `${ANALYSIS.failure.testId}_${index}` } }
    })
    const long = { ...REPORT, evidence: { ...REPORT.evidence, analyses: [ANALYSIS, ...analyses] } }
    const verdict = await verifyInProcess({ ...packedCase, reportBytes: Buffer.from(JSON.stringify(long)) }, never)
    expect(verdict).toMatchObject({ outcome: 'accepted', repairs: [{ tier: 'A', refusal: null }] })
    expect(verdict.outcome === 'accepted' && verdict.analyses.length).toBe(3_001)
  }, 60_000)

  it('offers nothing where a tree has more than 200 MB, and reads no more of it', async () => {
    let sent = 0
    async function* files(): AsyncGenerator<Uint8Array> {
      for (const [path, text] of Object.entries(HEAD)) yield entry(`acme-shop-1a2b3c4/${path}`, text)
      for (let count = 0; ; count += 1) yield entry(`acme-shop-1a2b3c4/large-${count}.bin`, '-'.repeat(1_000_000))
    }
    async function* huge(): AsyncGenerator<Uint8Array> {
      for await (const bytes of Readable.from(files()).pipe(createGzip({ level: 0 }))) {
        sent += (bytes as Uint8Array).length
        yield bytes as Uint8Array
      }
    }
    const large = { ...report, packed: { head: huge(), base: [packed(BASE)], merge: null } }
    const verdict = await verifyInProcess(large, never)
    expect(verdict, JSON.stringify(verdict).slice(0, 500)).toMatchObject({
      outcome: 'accepted',
      repairs: [{ tier: 'C', refusal: { code: 'too-large-to-check' } }],
    })
    expect(sent).toBeGreaterThan(TREE_LIMITS.maxPacked)
    expect(sent).toBeLessThan(TREE_LIMITS.maxPacked + 10_000_000)
  }, 120_000)

  it('throws what a download throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield packed(HEAD).subarray(0, 20)
      throw new Error('the connection was lost')
    }
    const lost = { ...report, packed: { head: broken(), base: [packed(BASE)], merge: null } }
    await expect(verifyInProcess(lost, never)).rejects.toThrow('the connection was lost')
  }, 30_000)

  it('ends a check that takes too long', async () => {
    const verdict = await verifyInProcess(packedCase, never, { timeoutMs: 1, memoryMb: 500, youngMb: 1 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took longer than 0.001 s' })
  })

  it('ends a check that takes too much memory', async () => {
    const verdict = await verifyInProcess(packedCase, never, { timeoutMs: 20_000, memoryMb: 8, youngMb: 1 })
    expect(verdict).toEqual({ outcome: 'rejected', reason: 'checking the report took too much memory' })
  }, 30_000)

  it('ends when its job is aborted', async () => {
    await expect(verifyInProcess(packedCase, AbortSignal.abort())).rejects.toMatchObject({ code: 'stopped' })
  })
})
