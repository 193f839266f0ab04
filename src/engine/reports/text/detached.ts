/**
 * The same text, sharing no memory with the chunk that it was cut from: V8 keeps the whole of a string
 * alive for any slice of it, and a thousand short names would hold a whole report.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}
