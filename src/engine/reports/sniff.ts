import { encodingOf } from './text/decode-text.ts'

export type ReportKind = 'zip' | 'gzip' | 'xml' | 'json' | 'log' | 'empty'

/** The type of a file, by its first bytes; names and extensions are ignored. `encoding`: from the XML declaration. */
export function sniff(head: Uint8Array): { readonly kind: ReportKind; readonly encoding?: string } {
  if (head.length === 0) return { kind: 'empty' }
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return { kind: 'zip' }
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gzip' }
  const text = headText(head).trimStart()
  if (/^<(?:\?xml|!--|!DOCTYPE test|(?:\w+:)?testsuites?[\s>/]|(?:\w+:)?testcase[\s>/])/i.test(text)) {
    const encoding = /^<\?xml[^>]*\bencoding=["']([\w.-]+)["']/.exec(text)?.[1]
    return { kind: 'xml', ...(encoding ? { encoding } : {}) }
  }
  if (/^(?:\{\s*(?:"|\}|$)|\[\s*(?:\{\s*"|\]))/.test(text)) return { kind: 'json' }
  return { kind: 'log' }
}

function headText(head: Uint8Array): string {
  return new TextDecoder(encodingOf(head)).decode(head.subarray(0, 1024)).replace(/^\ufeff/, '')
}
