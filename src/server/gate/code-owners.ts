import { matchesGlob } from 'node:path'

/** Where GitHub looks for the file, first come. */
export const CODE_OWNERS_PATHS: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

/** The first owner of a path by the text of CODEOWNERS, without `@`. Null where it names none. */
export function codeOwnerOf(path: string, text: string): string | null {
  return codeOwnersOf(path, text)[0] ?? null
}

/** All owners of a path: the last line that fits counts, and one without owners takes them away. */
export function codeOwnersOf(path: string, text: string): readonly string[] {
  let owners: readonly string[] = []
  for (const line of text.split(/\r?\n/)) {
    const [pattern = '', ...named] = line
      .replace(/(?:^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
    if (pattern !== '' && fits(path, pattern)) owners = named.map((owner) => owner.replace(/^@/, ''))
  }
  return owners
}

/** Patterns are those of .gitignore, without ranges and negations: https://docs.github.com/articles/about-code-owners. */
function fits(path: string, pattern: string): boolean {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '')
  const isAnchored = pattern.replace(/\/$/, '').includes('/')
  const glob = isAnchored ? bare : `**/${bare}`
  if (pattern.endsWith('/')) return matchesGlob(path, `${glob}/**`)
  return matchesGlob(path, glob) || (!pattern.endsWith('/*') && matchesGlob(path, `${glob}/**`))
}
