import { gzipSync } from 'node:zlib'

const BLOCK = 512

/** A gzipped tar archive that depends on nothing but names and contents: sorted, no owner, no time. */
export function tarball(files) {
  const blocks = Object.keys(files)
    .toSorted()
    .flatMap((name) => [header(name, files[name].length), files[name], Buffer.alloc((BLOCK - (files[name].length % BLOCK)) % BLOCK)])
  const zipped = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]), { level: 9 })
  zipped[9] = 255 // gzip's mark of the operating system: unknown
  return zipped
}

function header(name, size) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for a tar header`)
  const block = Buffer.alloc(BLOCK)
  const octal = (value, length) => `${value.toString(8).padStart(length - 1, '0')}\0`
  block.write(name, 0)
  block.write(octal(0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(0, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
