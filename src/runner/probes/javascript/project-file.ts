import { readFileSync } from 'node:fs'

/** A file's text, `null` where there is none to read. */
export function projectFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
