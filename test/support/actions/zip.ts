import { crc32, deflateRawSync } from 'node:zlib'
import { fromBuffer } from 'yauzl'

const DATE = (2026 - 1980) * 512 + 11 * 32 + 24 // DOS date: a zip has no other; always the same, so that equal files make equal bytes
const FILE_MODE = 0o100644 * 0x10000
const UTF8 = 0x0800
const DEFLATE = 8

function header(signature: number, size: number, fields: readonly (readonly [offset: number, bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(size)
  buffer.writeUInt32LE(signature, 0)
  for (const [offset, bytes, value] of fields) buffer.writeUIntLE(value, offset, bytes)
  return buffer
}

/** A zip archive of `files`, names as given (also hostile ones: nothing is checked). */
export function writeZip(files: Iterable<readonly [name: string, content: Uint8Array | string]>): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let count = 0
  for (const [name, content] of files) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const bytes = Buffer.from(name)
    const shared = (at: number) =>
      [
        [at, 2, 20],
        [at + 2, 2, UTF8],
        [at + 4, 2, DEFLATE],
        [at + 8, 2, DATE],
        [at + 10, 4, crc32(raw)],
        [at + 14, 4, packed.length],
        [at + 18, 4, raw.length],
        [at + 22, 2, bytes.length],
      ] as const
    parts.push(header(0x04034b50, 30, shared(4)), bytes, packed)
    directory.push(header(0x02014b50, 46, [[4, 2, 0x0314], ...shared(6), [38, 4, FILE_MODE], [42, 4, offset]]), bytes)
    offset += 30 + bytes.length + packed.length
    count += 1
  }
  const index = Buffer.concat(directory)
  const sizes = [
    [8, 2, count],
    [10, 2, count],
    [12, 4, index.length],
    [16, 4, offset],
  ] as const
  return Buffer.concat([...parts, index, header(0x06054b50, 22, sizes)])
}

/** The files of a zip by name, for archives of our own; a hostile one is refused by yauzl. */
export function readZip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (fault, zip) => {
      if (fault) return reject(fault)
      const files = new Map<string, Buffer>()
      zip.on('error', reject).on('end', () => resolve(files))
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}
