/** An answer as it goes out. `breakAfter`: the connection is cut after so many bytes. */
export interface Outgoing {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly breakAfter?: number
}

/** What an answer is: JSON of the API, the address of a download, or the download itself. */
export type Part = 'json' | 'address' | 'download'

/** One way in which GitHub gives half an answer, though what was asked for has been done. `null`: this answer cannot be spoilt so. */
export interface HalfAnswer {
  readonly name: string
  readonly parts: readonly Part[]
  readonly spoil: (answer: Outgoing) => Outgoing | null
}

const PAGE = Buffer.from('<!DOCTYPE html>\n<html><head><title>Unicorn! · GitHub</title></head><body>Sign in to GitHub</body></html>\n')
const HTML = 'text/html; charset=utf-8'

/** The same answer with other bytes, their length said rightly. */
export function withBytes(answer: Outgoing, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): Outgoing {
  return { ...answer, bytes, headers: { ...answer.headers, ...headers, 'content-length': String(bytes.length) } }
}

export function page(answer: Outgoing, status: number): Outgoing {
  return { ...withBytes(answer, PAGE, { 'content-type': HTML }), status }
}
