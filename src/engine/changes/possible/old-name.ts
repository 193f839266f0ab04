import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName, languageOf } from '../../languages/index.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { resolveExport } from '../resolve/resolve-export.ts'
import { lastPart, type Trees } from '../uses/use-site.ts'
import { type Home, homeOf, isDistinctive } from './home.ts'

/** What of the base other texts may still name, and what is known of that name in the product. */
export type OldName = {
  readonly name: string
  /** The class of a member; null for what its module has. */
  readonly owner: string | null
  readonly newName: string
  readonly home: Home
  readonly isDistinctive: boolean
  /** Something else of the head's product is declared under the same name. */
  readonly hasNamesake: boolean
  /** The product hands something under this name to others: a keyword, a key, an entry of a registry. */
  readonly isHandedOut: boolean
  /**
   * What an import of the name from a module means: `changed`, or `elsewhere`; `lost` where it means what was changed and the head's
   * module has nothing under the name any more. `unclear`: the module is not known.
   */
  imported(specifier: string, fromPath: string): 'lost' | 'changed' | 'elsewhere' | 'unclear'
}

export function oldNameOf(change: ContractChange, trees: Trees, ownPackages: ReadonlySet<string>): OldName {
  const parts = change.symbol.split('.').filter((part, index) => index === 0 || !isConstructorName(part))
  const name = parts.at(-1) ?? change.symbol
  const owner = parts.length > 1 ? (parts.at(-2) ?? null) : null
  const language = languageOf(change.oldFile)
  const resolvedIn = (project: Trees['before'], specifier: string, path: string): string | null =>
    language === null ? null : project.resolve(specifier, { path, language })
  const home = homeOf(change.oldFile, owner)
  const once = <Value>(read: () => Value): (() => Value) => {
    let known: { readonly value: Value } | undefined
    return () => {
      known ??= { value: read() }
      return known.value
    }
  }
  const mentioning = once(() => trees.product.filter((path) => wholeWord(name).test(trees.after.text(path) ?? '')))
  const namesake = once(() => mentioning().some((path) => declares(trees, path, name, owner, change)))
  const handedOut = once(() => mentioning().some((path) => handsOut(trees.after.text(path) ?? '', name)))
  return {
    name,
    owner,
    newName: lastPart(change.newSymbol ?? change.symbol),
    home,
    isDistinctive: isDistinctive(name),
    get hasNamesake() {
      return namesake()
    },
    get isHandedOut() {
      return handedOut()
    },
    imported: (specifier, fromPath) => {
      const target = resolvedIn(trees.before, specifier, fromPath)
      if (target === null) return mayBeOurs(specifier, home, ownPackages) ? 'unclear' : 'elsewhere'
      const top = owner ?? name
      const meant = resolveExport(trees.before, target, top)
      const declared = resolveExport(trees.before, change.oldFile, top)
      const isSame = meant?.kind === 'symbol' && declared?.kind === 'symbol' && meant.file === declared.file && meant.name === declared.name
      if (!isSame) return target === change.oldFile && meant === null ? 'changed' : 'elsewhere'
      const now = resolvedIn(trees.after, specifier, fromPath)
      return owner === null && (now === null || resolveExport(trees.after, now, top) === null) ? 'lost' : 'changed'
    },
  }
}

/** A specifier that leads nowhere may still be an alias, or a package of the repository; a package from outside is neither. */
function mayBeOurs(specifier: string, home: Home, ownPackages: ReadonlySet<string>): boolean {
  return /^(?:\.|[@~#$]\/|[~$#]\w)/.test(specifier) || home.leadsTo(specifier) || [...ownPackages].some((name) => isWithin(specifier, name))
}

function isWithin(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`) || specifier.startsWith(`${name}.`)
}

function declares({ after }: Trees, path: string, name: string, owner: string | null, change: ContractChange): boolean {
  const declarations = after.file(path)?.declarations() ?? []
  return declarations.some(
    (one) => one.name === name && (owner === null ? one.container === null : one.container !== owner || path !== change.file),
  )
}

function handsOut(text: string, name: string): boolean {
  const word = name.replace(/\$/g, '\\$')
  return new RegExp(`[(,]\\s*${word}\\s*=(?!=)|["']${word}["']\\s*(?:\\]\\s*=(?!=)|:)|[{,]\\s*${word}\\s*[:,}]`).test(text)
}
