import type { Language } from './language.ts'
import { python } from './python.ts'
import { typescript } from './typescript.ts'

/** Every language that Suture reads. */
const languages: readonly Language[] = [python, typescript]

/** The language of a file, by its extension. */
export function languageOf(path: string): Language | null {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return languages.find((language) => language.extensions.includes(extension)) ?? null
}
