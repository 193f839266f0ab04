import type { SourceFile } from '../../changes/resolve/project.ts'

/** How a file calls a class: by a name that it binds, or through a module that it reads it from already; `null` where it does neither. */
export function classNames(file: SourceFile): (name: string) => string | null {
  const { bindings, language, text } = file
  const builtIn = new Set<string>(BUILT_IN[language.name])
  return (name) => {
    if (bindings().boundNames.has(name) || builtIn.has(name)) return name
    return new RegExp(`(?<![\\w.])((?:[a-z_]\\w*\\.)+${name})\\b`).exec(text)?.[1] ?? null
  }
}

const BUILT_IN = { python: ['frozenset', 'complex', 'bytearray', 'range'], typescript: ['Date', 'Map', 'Set', 'RegExp', 'URL'] } as const
