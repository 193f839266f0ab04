import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

/** `target` is a path relative to the root with `/`, or the name of a package or built-in module. */
export type Import = { readonly target: string; readonly isType: boolean }

export type SourceFile = {
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
  /** Names that the file exports by a declaration of its own: not what it passes on from another file. */
  readonly exports: readonly string[]
}

export const ROOT = join(import.meta.dirname, '../..')

/** All files of TypeScript below a folder of a checkout, without generated ones, in the order of their paths. */
export function sourceFiles(folder: string, root = ROOT): readonly SourceFile[] {
  return pathsBelow(folder, /\.tsx?$/, root).map((path) => sourceFile(path, textOf(path, root)))
}

/** Paths below a folder whose name matches, relative to the root with `/`; generated and installed ones left out. */
export function pathsBelow(folder: string, name: RegExp, root = ROOT): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => name.test(path) && !/\/(?:generated|node_modules|__pycache__)\//.test(path))
    .sort()
}

export function sourceFile(path: string, text: string): SourceFile {
  const { module } = parseSync(path, text)
  const at = (target: string) => (target.startsWith('.') ? relative('/', join('/', dirname(path), target)) : target)
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      target: at(moduleRequest.value),
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ target: at(moduleRequest.value), isType }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      target: at(text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
      isType: false,
    })),
  ]
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, exportName }) => (moduleRequest || !exportName.name ? [] : [exportName.name])),
  )
  return { path, text, lines: linesOf(text), imports, exports: [...new Set(exported)] }
}

export function textOf(path: string, root = ROOT): string {
  return readFileSync(join(root, path), 'utf8')
}

export function linesOf(text: string): number {
  return text.split('\n').length - 1
}
