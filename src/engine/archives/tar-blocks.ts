export type BlockReader = {
  /** The next `size` bytes, without the padding after them; null at the end of the archive or of the limit. */
  take(size: number): Promise<Uint8Array | null>
  skip(size: number): Promise<void>
  /** Whether the limit ended the reading. */
  isCut(): boolean
  /** Reads no further. */
  close(): Promise<void>
}

export const BLOCK = 512

/** Reads a tar stream in its blocks, at most `limit` bytes of it, and keeps nothing more in memory than was asked for. */
export function readBlocks(stream: AsyncIterable<Uint8Array>, limit: number): BlockReader {
  const source = stream[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  let read = 0
  let isCut = false
  const next = async (size: number, keep: boolean): Promise<Uint8Array | null> => {
    const padded = Math.ceil(size / BLOCK) * BLOCK
    read += padded
    if (read > limit) {
      isCut = true
      return null
    }
    const parts: Uint8Array[] = []
    for (let left = padded; left > 0; ) {
      if (rest.length === 0) {
        const { value, done } = await source.next()
        if (done) return null
        rest = value
      }
      const part = rest.subarray(0, left)
      rest = rest.subarray(part.length)
      left -= part.length
      if (keep) parts.push(part)
    }
    return keep ? Buffer.concat(parts).subarray(0, size) : new Uint8Array()
  }
  return {
    take: (size) => next(size, true),
    skip: async (size) => {
      await next(size, false)
    },
    isCut: () => isCut,
    close: async () => {
      await source.return?.()
    },
  }
}
