import type { ImportedItem, ImportLines, SpecifierRequest } from '../facets/import-lines.ts'
import { sharedParts } from '../shared-parts.ts'
import { scriptModuleOf } from './resolution/script-paths.ts'

export const scriptImportLines: ImportLines = {
  namesLine(text, beside, specifier, items) {
    const old = text.slice(beside.statement.start, beside.statement.end)
    if (!/^import\b/.test(old)) return null
    const names = items.map(itemText).join(', ')
    const quote = text[beside.specifierRange.start - 1] ?? "'"
    const isTypeOnly = /^import\s+type\b/.test(old)
    const spaced = /\{\S/.test(old) ? `{${names}}` : `{ ${names} }`
    return `import ${isTypeOnly ? 'type ' : ''}${spaced} from ${quote}${specifier}${quote}${old.endsWith(';') ? ';' : ''}`
  },
  moduleLine: () => null,
  specifierOf,
}

function itemText({ name, local, isType }: ImportedItem): string {
  return `${isType ? 'type ' : ''}${name}${local === null || local === name ? '' : ` as ${local}`}`
}

function specifierOf({ oldSpecifier, fromPath, target, resolveBefore }: SpecifierRequest): string | null {
  const extension = /\.[cm]?[jt]sx?$/.exec(oldSpecifier)?.[0] ?? ''
  const ending = extension.includes('t') ? (/\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? extension) : extension
  const stem = target.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')
  const bare = extension === '' ? stem.replace(/\/index$/, '') : stem
  if (!oldSpecifier.startsWith('.')) return throughAlias(oldSpecifier, resolveBefore(oldSpecifier), bare, ending)
  const [folders, parts] = [fromPath.split('/').slice(0, -1), bare.split('/')]
  const shared = sharedParts(folders, target.split('/').slice(0, -1))
  const up = '../'.repeat(folders.length - shared)
  return `${up === '' ? './' : up}${parts.slice(shared).join('/')}${ending}`.replace(/(.)\/$/, '$1')
}

/** `@app/old` stood for `src/old`: what lies below `src/` is called the same way. */
function throughAlias(oldSpecifier: string, resolved: string | null, bare: string, ending: string): string | null {
  if (resolved === null) return null
  const [written, meant] = [scriptModuleOf(oldSpecifier).split('/'), scriptModuleOf(resolved).split('/')]
  const shared = sharedParts(written.toReversed(), meant.toReversed())
  const [alias, folder] = [written, meant].map((parts) =>
    parts
      .slice(0, parts.length - shared)
      .map((part) => `${part}/`)
      .join(''),
  )
  return shared === 0 || alias === undefined || folder === undefined || !bare.startsWith(folder)
    ? null
    : `${alias}${bare.slice(folder.length)}${ending}`
}
