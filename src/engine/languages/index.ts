import type { Language } from './language.ts'
import { python } from './python.ts'
import type { LanguageName } from './syntax-tree.ts'
import { typescript } from './typescript.ts'

/** Every language that Suture reads, by its name. */
export const languages: Readonly<Record<LanguageName, Language>> = { python, typescript }

/** The language of a file, by its extension. */
export function languageOf(path: string): Language | null {
  const extension = extensionOf(path)
  return Object.values(languages).find((language) => Object.hasOwn(language.extensions, extension)) ?? null
}

/** The extension of a path as languages know it: in lower case, without the dot. */
export function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase()
}

/** A path without its extension; the folder where the file is the module of its folder. */
export function moduleStem(path: string): string {
  const bare = path.replace(/\.\w+$/, '')
  return languageOf(path)?.modules.isIndex(path) === true ? bare.replace(/\/[^/]*$/, '') : bare
}

const CONSTRUCTORS: ReadonlySet<string> = new Set(Object.values(languages).flatMap(({ calling }) => calling.constructorNames))

/** Whether a method of this name makes an object when its class is called, in some language. */
export function isConstructorName(name: string): boolean {
  return CONSTRUCTORS.has(name)
}
