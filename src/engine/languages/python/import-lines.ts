import type { ImportLines, SpecifierRequest } from '../facets/import-lines.ts'
import { sharedParts } from '../shared-parts.ts'

export const pythonImportLines: ImportLines = {
  namesLine(_text, _beside, specifier, items) {
    const names = items.map(({ name, local }) => `${name}${local === null || local === name ? '' : ` as ${local}`}`)
    return `from ${specifier} import ${names.join(', ')}`
  },
  moduleLine(specifier, isByLastName) {
    if (!isByLastName) return { line: `import ${specifier}`, local: specifier }
    const local = specifier.split('.').at(-1) ?? specifier
    return { line: `from ${specifier.slice(0, -local.length - 1)} import ${local}`, local }
  },
  specifierOf,
}

function specifierOf({ oldSpecifier, fromPath, target, resolveBefore, moduleOf }: SpecifierRequest): string | null {
  const stem = stemOf(target)
  if (oldSpecifier.startsWith('.')) return relative(fromPath, stem)
  const resolved = resolveBefore(oldSpecifier)
  const oldStem = resolved === null ? null : stemOf(resolved)
  const tail = oldSpecifier.replaceAll('.', '/')
  const root = oldStem?.endsWith(tail) ? oldStem.slice(0, -tail.length) : null
  if (root === null) return moduleOf(target)
  return stem.startsWith(root) ? stem.slice(root.length).replaceAll('/', '.') : null
}

function stemOf(path: string): string {
  return path.replace(/\.pyi?$/, '').replace(/\/__init__$/, '')
}

function relative(fromPath: string, stem: string): string {
  const [folders, parts] = [fromPath.split('/').slice(0, -1), stem.split('/')]
  const shared = sharedParts(folders, parts)
  return '.'.repeat(folders.length - shared + 1) + parts.slice(shared).join('.')
}
