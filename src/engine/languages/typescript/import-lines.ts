import type { ImportedItem, ImportLines, SpecifierRequest } from '../facets/import-lines.ts'
import { sharedParts } from '../shared-parts.ts'

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

function specifierOf({ oldSpecifier, fromPath, target }: SpecifierRequest): string | null {
  const extension = /\.[cm]?[jt]sx?$/.exec(oldSpecifier)?.[0] ?? ''
  const ending = extension.includes('t') ? (/\.[cm]?[jt]sx?$/.exec(target)?.[0] ?? extension) : extension
  const stem = target.replace(/(\.d)?\.[cm]?[jt]sx?$/, '')
  const bare = extension === '' ? stem.replace(/\/index$/, '') : stem
  const alias = /^[@~]\//.exec(oldSpecifier)?.[0]
  if (alias !== undefined && bare.startsWith('src/')) return `${alias}${bare.slice('src/'.length)}${ending}`
  if (!oldSpecifier.startsWith('.')) return null
  const [folders, parts] = [fromPath.split('/').slice(0, -1), bare.split('/')]
  const shared = sharedParts(folders, target.split('/').slice(0, -1))
  const up = '../'.repeat(folders.length - shared)
  return `${up === '' ? './' : up}${parts.slice(shared).join('/')}${ending}`.replace(/(.)\/$/, '$1')
}
