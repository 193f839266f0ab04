import type { MovedPackage } from '../../model/reasons/parts.ts'

/** "requests 2.31.0 → 2.32.0 (poetry.lock)"; `quoted` writes names and versions. */
export function packageSentence(
  { name, before, after, manifest }: MovedPackage,
  quoted: (text: string) => string = (text) => text,
): string {
  if (before === null && after === null) return `${quoted(manifest)}, which cannot be read`
  const version = (text: string | null) => (text === null ? 'none' : quoted(text))
  return `${quoted(name)} ${version(before)} → ${version(after)} (${quoted(manifest)})`
}
