import { BLOCK, type BlockReader } from './tar-blocks.ts'

/** A regular file or a symbolic link of an archive. Its bytes come next: read or skip `size` of them before the next entry. */
export type TarEntry = { readonly name: string; readonly size: number; readonly mode: number; readonly isLink: boolean }

type Header = Omit<TarEntry, 'isLink'> & { readonly type: string }

/** The files and links of a tar archive; everything else is passed over. A damaged header ends the reading. */
export async function* tarEntries(reader: BlockReader): AsyncGenerator<TarEntry> {
  let longName: string | null = null
  for (let header = await nextHeader(reader); header !== null; header = await nextHeader(reader)) {
    const { type, size, mode } = header
    if (type === 'x') {
      const records = await reader.take(size)
      if (records === null) return
      longName = paxName(records)
      continue
    }
    const isLink = type === '2'
    if (isLink || type === '0' || type === '') yield { name: longName ?? header.name, size, mode, isLink }
    else await reader.skip(size)
    longName = null
  }
}

async function nextHeader(reader: BlockReader): Promise<Header | null> {
  const block = await reader.take(BLOCK)
  if (block === null || block.every((byte) => byte === 0)) return null
  const field = (from: number, to: number) => {
    const bytes = Buffer.from(block.subarray(from, to))
    const end = bytes.indexOf(0)
    return bytes.subarray(0, end < 0 ? undefined : end).toString('utf8')
  }
  const octal = (from: number, to: number) => Number.parseInt(field(from, to).trim() || '0', 8)
  const [size, mode] = [octal(124, 136), octal(100, 108)]
  if (!Number.isSafeInteger(size) || size < 0) return null
  const [name, prefix] = [field(0, 100), field(345, 500)]
  return { size, mode: mode || 0, type: field(156, 157), name: prefix === '' ? name : `${prefix}/${name}` }
}

/** The name of a pax header: records of the form `LENGTH key=value\n`. */
function paxName(records: Uint8Array): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(Buffer.from(records).toString('utf8'))?.[1] ?? null
}
