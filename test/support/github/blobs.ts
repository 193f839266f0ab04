import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Faults } from './faults.ts'
import { send } from './send.ts'

/** Something that is served at the address of logs, artifacts and tarballs. */
export interface Blob {
  readonly type: string
  readonly size: number
  /** Its bytes from an offset on; made as they are sent, where nobody stores them. */
  from(offset: number): Iterable<Uint8Array>
}

/** A log of any size that is not stored: lines of the same length between its head and its tail. */
export interface LongLog {
  readonly head: string
  readonly tail: string
  /** of the whole, in bytes, more or less a line */
  readonly size: number
}

const LINE = Buffer.from('2026-03-03T09:01:12.1234567Z tests/test_many.py::test_passes_like_all_the_others PASSED  [ 42%]\n')
const LINES = Buffer.alloc(LINE.length * 512, LINE)

export function blobOf(content: string | Uint8Array | LongLog, type: string): Blob {
  if (typeof content !== 'string' && 'head' in content) return longBlob(content, type)
  const bytes = Buffer.from(content)
  return { type, size: bytes.length, from: (offset) => [bytes.subarray(offset)] }
}

function longBlob({ head, tail, size }: LongLog, type: string): Blob {
  const [first, last] = [Buffer.from(head), Buffer.from(tail)]
  const count = Math.max(0, Math.round((size - first.length - last.length) / LINE.length))
  const end = first.length + count * LINE.length
  return {
    type,
    size: end + last.length,
    *from(offset) {
      yield first.subarray(offset)
      for (let at = Math.max(offset, first.length); at < end; ) {
        const within = (at - first.length) % LINES.length
        const part = LINES.subarray(within, Math.min(LINES.length, within + end - at))
        yield part
        at += part.length
      }
      yield last.subarray(Math.max(0, offset - end))
    },
  }
}

/** How answers are given: with ranges as Azure has them, whole, or whole without a length. */
export type BlobServing = 'ranges' | 'whole' | 'unsized'

/** Where blobs are kept, and what holds their answers back. */
export interface Blobs {
  readonly kept: Map<string, Blob>
  readonly serving: { how: BlobServing }
  /** Every request, oldest first. */
  readonly asked: { readonly path: string; readonly range: string | null }[]
  /** Holds the answers that fit, until what it returns is called. */
  hold(fits: (path: string, size: number) => boolean): () => void
  released(path: string, size: number): Promise<void>
}

export function openBlobs(): Blobs {
  const held = new Set<{ readonly fits: (path: string, size: number) => boolean; readonly free: Promise<void> }>()
  return {
    ...{ kept: new Map(), serving: { how: 'ranges' }, asked: [] },
    hold(fits) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const one = { fits, free: promise }
      held.add(one)
      return () => {
        held.delete(one)
        resolve()
      }
    },
    released: async (path, size) => {
      for (const { fits, free } of held) if (fits(path, size)) await free
    },
  }
}

/** Logs, artifacts and tarballs: another origin, which must not see the API's token. */
export function blobServer(blobs: Blobs, faults: Faults): Server {
  return createServer((request, response) => {
    serve(blobs, faults, request, response).catch(() => response.destroy()) // a client that has read enough
  })
}

/** Larger ones are sent as they are made, and never spoilt. */
const MOST_WHOLE = 70_000_000

async function serve(blobs: Blobs, faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://blobs').pathname)
  blobs.asked.push({ path, range: request.headers.range ?? null })
  const blob = blobs.kept.get(path)
  await blobs.released(path, blob?.size ?? 0)
  if (request.headers.authorization !== undefined) {
    response.writeHead(400).end('this address takes no authorization header')
    return
  }
  if (blob === undefined) {
    response.writeHead(404).end()
    return
  }
  const { how } = blobs.serving
  const from = how === 'ranges' ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN) : Number.NaN
  const isPart = from < blob.size
  const start = isPart ? from : 0
  const range = isPart ? { 'content-range': `bytes ${start}-${blob.size - 1}/${blob.size}` } : {}
  const length = how === 'unsized' ? {} : { 'content-length': String(blob.size - start) }
  const [status, headers] = [isPart ? 206 : 200, { 'content-type': blob.type, ...length, ...range }]
  if (blob.size <= MOST_WHOLE) {
    const bytes = Buffer.concat([...blob.from(start)])
    send(response, faults.spoil('download', { status, headers, bytes }))
    return
  }
  response.writeHead(status, headers)
  await pipeline(blob.from(start), response)
}
