import { createHash } from 'node:crypto'
import { halfAnswer } from './half-answer.ts'

/**
 * What a download has to be. An artifact of today has a digest (`sha256:…`) and may be any file; one without was packed by GitHub itself,
 * which packs every commit too. Of a log nothing is promised but that it is text.
 */
export type Promised = { readonly kind: 'log' } | { readonly kind: 'zip'; readonly digest: string | null } | { readonly kind: 'tarball' }

/** Sees every part of a download; at its end `fault` says what it lacks. */
type Proof = { readonly mayBePage: boolean; see(part: Uint8Array): void; fault(): string | null }

/** The bytes of a download; in the place of their end they throw `half_answer` where they are cut off, or a page for people. */
export async function* wholeBytes(answer: Response, promised: Promised): AsyncGenerator<Uint8Array> {
  const half = (why: string, cause?: unknown) => halfAnswer(`the download of a ${promised.kind}`, why, cause)
  const proof = proofOf(promised)
  if (!proof.mayBePage && /^text\/html\b/i.test(answer.headers.get('content-type') ?? '')) throw half('a page for people')
  if (answer.body === null) throw half('no body')
  try {
    for await (const part of answer.body) {
      proof.see(part)
      yield part
    }
  } catch (cause) {
    throw half('the body breaks off', cause)
  }
  const fault = proof.fault()
  if (fault !== null) throw half(fault)
}

function proofOf(promised: Promised): Proof {
  if (promised.kind === 'log') return { mayBePage: false, see: () => {}, fault: () => null }
  if (promised.kind === 'tarball') return gzipProof()
  return promised.digest?.startsWith('sha256:') ? digestProof(promised.digest) : zipProof()
}

function digestProof(digest: string): Proof {
  const hash = createHash('sha256')
  const fault = () => (`sha256:${hash.digest('hex')}` === digest ? null : 'it is not what its digest says')
  return { mayBePage: true, see: (part) => hash.update(part), fault }
}

const TAIL = 65_557 // a zip's last record, with the longest comment that it can have
const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1')

function zipProof(): Proof {
  let tail = Buffer.alloc(0)
  const see = (part: Uint8Array) => {
    tail = part.length >= TAIL ? Buffer.from(part.subarray(-TAIL)) : Buffer.concat([tail, part]).subarray(-TAIL)
  }
  return { mayBePage: false, see, fault: () => (tail.includes(END_OF_ZIP) ? null : 'a zip without an end') }
}

const GZIP = Buffer.from([0x1f, 0x8b])

/** Whether its end is missing shows when it is unpacked. */
function gzipProof(): Proof {
  let head = Buffer.alloc(0)
  const see = (part: Uint8Array) => {
    if (head.length < GZIP.length) head = Buffer.concat([head, part.subarray(0, GZIP.length)])
  }
  return { mayBePage: false, see, fault: () => (head.subarray(0, GZIP.length).equals(GZIP) ? null : 'no gzip') }
}
