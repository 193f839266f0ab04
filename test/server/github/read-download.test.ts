import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { collectBytes } from '../../../src/engine/archives/collect-bytes.ts'
import { readDownload } from '../../../src/server/github/read-download.ts'
import { type Promised, wholeBytes } from '../../../src/server/github/whole-download.ts'
import { writeZip } from '../../support/actions/zip.ts'

const HALF = expect.objectContaining({ code: 'half_answer' })
const ZIP = writeZip([['a.txt', 'text']])
const digest = `sha256:${createHash('sha256').update(ZIP).digest('hex')}`
const never = new AbortController().signal

const answer = (bytes: Uint8Array, type = 'application/zip') => new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
const all = (response: Response, promised: Promised) => collectBytes(wholeBytes(response, promised), 1_000_000)

test.each<readonly [string, Response, Promised]>([
  ['a zip that is cut', answer(ZIP.subarray(0, -30)), { kind: 'zip', digest: null }],
  ['a zip that is cut, by its digest', answer(ZIP.subarray(0, -1)), { kind: 'zip', digest }],
  ['a page in place of a zip', answer(Buffer.from('<html>'), 'text/html'), { kind: 'zip', digest: null }],
  ['a page in place of a log', answer(Buffer.from('<html>'), 'text/html'), { kind: 'log' }],
  ['anything in place of a tarball', answer(Buffer.from('text'), 'application/x-gzip'), { kind: 'tarball' }],
  ['nothing in place of a zip', answer(Buffer.from('')), { kind: 'zip', digest: null }],
])('%s is half an answer', async (_name, response, promised) => {
  await expect(all(response, promised)).rejects.toEqual(HALF)
})

test.each<readonly [string, Response, Promised]>([
  ['a zip with its digest', answer(ZIP), { kind: 'zip', digest }],
  ['a zip of an older server', answer(ZIP), { kind: 'zip', digest: null }],
  // an artifact that was not zipped is served as what it is
  ['a page that is the artifact', answer(ZIP, 'text/html'), { kind: 'zip', digest }],
  ['an empty log', answer(Buffer.from(''), 'text/plain'), { kind: 'log' }],
])('%s is whole', async (_name, response, promised) => {
  expect(await all(response, promised)).not.toBe(null)
})

const tail = async () => null
const opened = (response: Response) =>
  ({ outcome: 'there', bytes: wholeBytes(response, { kind: 'zip', digest }), size: null, tail }) as const
const length = async ({ bytes }: { readonly bytes: AsyncIterable<Uint8Array> }) => (await collectBytes(bytes, 1_000))?.length

test('a download that broke off is read again', async () => {
  const answers = [answer(ZIP.subarray(0, 40)), answer(ZIP)]
  const open = async () => opened(answers.shift() ?? answer(ZIP))
  expect(await readDownload(open, length, never)).toEqual({ outcome: 'there', value: ZIP.length })
  expect(answers).toEqual([])
})

test('another error is not tried again', async () => {
  let times = 0
  const open = async () => {
    times += 1
    return opened(answer(ZIP))
  }
  const fail = () => Promise.reject(new Error('no'))
  await expect(readDownload(open, fail, never)).rejects.toThrow('no')
  expect(times).toBe(1)
})

test('what is gone is gone', async () => {
  const gone = { outcome: 'gone', reason: 'it has expired' } as const
  expect(await readDownload(async () => gone, length, never)).toEqual(gone)
})
