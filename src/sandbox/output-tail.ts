/** The end of what a stream says. */
export type OutputTail = {
  text(): string
  /** Forgets what was said until now. */
  clear(): void
}

/** Reads a stream to its end and keeps the last `limit` bytes. */
export function outputTail(stream: NodeJS.ReadableStream, limit: number): OutputTail {
  let chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size > 2 * limit) {
      chunks = [Buffer.concat(chunks).subarray(-limit)]
      size = limit
    }
  })
  return {
    text: () => Buffer.concat(chunks).subarray(-limit).toString('utf8'),
    clear: () => {
      chunks = []
      size = 0
    },
  }
}
