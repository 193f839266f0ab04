import { gzipSync } from 'node:zlib'

/** One entry of a tar file, whatever it says. */
export function entry(name: string, content: string, size = content.length, type = '0'): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write(type, 156)
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512)
  body.write(content)
  return Buffer.concat([header, body])
}

/** Files as GitHub packs them, in one folder; their texts in ASCII. */
export function packed(files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(files).map(([path, text]) => entry(`acme-shop-1a2b3c4/${path}`, text))
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]))
}
