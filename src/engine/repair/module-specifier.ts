import type { Project, SourceFile } from '../changes/resolve/project.ts'

/**
 * How a file would import another one, in the manner of an old specifier (relative or not, with or without extension);
 * `null` when that can't be said.
 */
export function moduleSpecifier(oldSpecifier: string, from: SourceFile, target: string, before: Project, after: Project): string | null {
  const isPython = from.language.name === 'python'
  const written = isPython ? pythonSpecifier(oldSpecifier, from, target, before) : scriptSpecifier(oldSpecifier, from.path, target)
  return written !== null && from.language.resolveModule(written, from.path, after.paths) === target ? written : null
}

function pythonSpecifier(oldSpecifier: string, from: SourceFile, target: string, before: Project): string | null {
  const stem = target.replace(/\.pyi?$/, '').replace(/\/__init__$/, '')
  if (oldSpecifier.startsWith('.')) return relativePython(from.path, stem)
  const resolved = from.language.resolveModule(oldSpecifier, from.path, before.paths)
  const oldStem = resolved?.replace(/\.pyi?$/, '').replace(/\/__init__$/, '')
  const tail = oldSpecifier.replaceAll('.', '/')
  const root = oldStem?.endsWith(tail) ? oldStem.slice(0, -tail.length) : null
  if (root === null) return from.language.moduleOf(target)
  return stem.startsWith(root) ? stem.slice(root.length).replaceAll('/', '.') : null
}

function relativePython(fromPath: string, stem: string): string {
  const [folders, parts] = [fromPath.split('/').slice(0, -1), stem.split('/')]
  const shared = commonLength(folders, parts)
  return '.'.repeat(folders.length - shared + 1) + parts.slice(shared).join('.')
}

function scriptSpecifier(oldSpecifier: string, fromPath: string, target: string): string | null {
  const extension = /\.[cm]?[jt]sx?$/.exec(oldSpecifier)?.[0] ?? ''
  const ending = extension.includes('t') ? (/\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? extension) : extension
  const stem = target.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')
  const bare = extension === '' ? stem.replace(/\/index$/, '') : stem
  const alias = /^[@~]\//.exec(oldSpecifier)?.[0]
  if (alias !== undefined && bare.startsWith('src/')) return `${alias}${bare.slice('src/'.length)}${ending}`
  if (!oldSpecifier.startsWith('.')) return null
  const [folders, parts] = [fromPath.split('/').slice(0, -1), bare.split('/')]
  const shared = commonLength(folders, target.split('/').slice(0, -1))
  const up = '../'.repeat(folders.length - shared)
  return `${up === '' ? './' : up}${parts.slice(shared).join('/')}${ending}`.replace(/(.)\/$/, '$1')
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
