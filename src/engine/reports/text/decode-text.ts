/** Decodes bytes as text, by what they begin with, else as `declared`; a broken sequence becomes U+FFFD. A byte order mark is removed. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, declared = 'utf-8'): AsyncIterable<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk, declared))
    const text = decoder.decode(chunk, { stream: true })
    if (text) yield text
  }
  const rest = decoder?.decode()
  if (rest) yield rest
}

/** The encoding of a text with these first bytes. .NET declares UTF-16 in documents that it writes as UTF-8: the bytes decide. */
export function encodingOf(head: Uint8Array, declared = 'utf-8'): string {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  const known = knownEncoding(declared)
  return known.startsWith('utf-16') ? 'utf-8' : known
}

function knownEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return 'utf-8'
  }
}
