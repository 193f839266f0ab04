import { isModuleMove } from '../../../src/engine/changes/compare/module-moves.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import type { Fact, Group } from './oracle.ts'

/**
 * What the engine found, in the words of the data set: parameters under the new name of their function, and of a module that was moved
 * only the module, and what got another name inside of it.
 */
export function foundFacts(changes: readonly ContractChange[]): readonly Fact[] {
  const modules = changes.filter(isModule)
  const names = new Map(
    changes.filter(({ kind }) => /renamed$/.test(kind)).map(({ symbol, newSymbol }) => [last(symbol), newSymbol ?? last(symbol)]),
  )
  const facts = changes.flatMap((change) => factOf(change, modules, names) ?? [])
  return [...new Map(facts.map((fact) => [fact.key, fact])).values()]
}

function isModule(change: ContractChange): boolean {
  return isModuleMove(change) || (change.kind === 'likely_moved' && change.newSymbol === null)
}

function factOf(change: ContractChange, modules: readonly ContractChange[], names: ReadonlyMap<string, string>): Fact | null {
  const { kind, symbol, newSymbol, before, after, oldFile, file } = change
  const parts = symbol.split('.')
  const name = last(symbol)
  const owner = parts.length > 1 ? (parts.at(-2) ?? '') : moduleOf(oldFile)
  const fact = (group: Group, key: string): Fact => ({ group, type: kind.replace('likely_', ''), key })
  // files that moved as they are, are none of the data's
  if (isModule(change)) return change.similarity === 1 ? null : fact('moves', `module ${moduleOf(oldFile)} -> ${moduleOf(file)}`)
  switch (kind) {
    case 'renamed':
    case 'likely_renamed':
      return fact('renames', `name ${parts.length > 1 ? owner : moduleOf(file)} ${name} -> ${newSymbol}`)
    case 'parameter_renamed':
    case 'likely_parameter_renamed':
      return fact(
        'renames',
        `parameter ${parts.length > 1 ? (names.get(owner) ?? owner) : moduleOf(file)}.${newSymbol} ${before} -> ${after}`,
      )
    case 'moved':
    case 'likely_moved': {
      // a member moves to another class, be it in the same module
      const isCarried = parts.length === 1 && modules.some((one) => one.oldFile === oldFile && one.file === file)
      return isCarried ? carriedFact(change) : fact('moves', `move ${owner} ${name} -> ${newOwner(change)} ${newSymbol}`)
    }
    default:
      return null
  }
}

/** What moved with its module is told only where it got another name. */
function carriedFact({ kind, symbol, newSymbol, oldFile, file }: ContractChange): Fact | null {
  const name = last(symbol)
  const type = kind.replace('likely_', '')
  if (name === newSymbol) return null
  return /^[A-Z]/.test(name)
    ? { group: 'moves', type, key: `move ${moduleOf(oldFile)} ${name} -> ${moduleOf(file)} ${newSymbol}` }
    : { group: 'renames', type, key: `name ${moduleOf(file)} ${name} -> ${newSymbol}` }
}

/** The class of the head for a member, else the module. */
function newOwner({ kind, after, newSymbol, file }: ContractChange): string {
  const holder = kind === 'likely_moved' && after.endsWith(`.${newSymbol}`) ? (after.split('.').at(-2) ?? '') : ''
  return /^[A-Z]/.test(holder) ? holder : moduleOf(file)
}

function last(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** `src/a/b.js` → `b`; dots in a script's name are folders to the data set: `helpers.core.js` → `core`. */
function moduleOf(path: string): string {
  return last(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''))
}
