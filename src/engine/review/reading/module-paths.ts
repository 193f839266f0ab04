import type { ContractChange } from '../../../model/contract-change.ts'
import { moduleStem } from '../../languages/index.ts'

/**
 * Whether a string that named a changed symbol, or its module, now names what replaced it.
 * Dotted (`shop.cart.total`), a path relative to the test (`../src/cart`), or the bare name of an attribute (`total`).
 */
export function modulePathsAgree(before: string, after: string, changes: readonly ContractChange[], testPath: string): boolean {
  return changes.some((change) => {
    const [old, now] = [
      placeNames(change.oldFile, change.symbol, testPath),
      placeNames(change.file, change.newSymbol ?? change.symbol, testPath),
    ]
    return old.some((name, index) => name === before && now[index] === after) || dottedAgree(before, after, change)
  })
}

/** The ways to name a place from a test, in a fixed order, so that old and new can be compared index by index. */
function placeNames(file: string, symbol: string, testPath: string): readonly string[] {
  const stem = file.replace(/\.\w+$/, '')
  const withoutIndex = moduleStem(file)
  const from = testPath.split('/').slice(0, -1)
  const extensions = ['', '.js', '.ts', '.mjs', '.jsx', '.tsx', file.slice(stem.length)]
  const relatives = [stem, withoutIndex].flatMap((path) => extensions.map((extension) => relative(from, path.split('/')) + extension))
  return [symbol.split('.').at(-1) ?? symbol, ...relatives]
}

function relative(from: readonly string[], to: readonly string[]): string {
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1
  const up = from.slice(shared).map(() => '..')
  return [...(up.length > 0 ? up : ['.']), ...to.slice(shared)].join('/')
}

/** `pkg.old.name` → `pkg.new.name`: whatever the package's source root, the same leading folders are dropped on both sides. */
function dottedAgree(before: string, after: string, change: ContractChange): boolean {
  const [oldPath, newPath] = [change.oldFile, change.file].map((file) => file.replace(/(?:\/__init__)?\.\w+$/, '').split('/')) as [
    string[],
    string[],
  ]
  for (let dropped = 0; dropped < oldPath.length; dropped += 1) {
    if (oldPath.slice(0, dropped).join() !== newPath.slice(0, dropped).join()) break
    const [oldModule, newModule] = [oldPath.slice(dropped).join('.'), newPath.slice(dropped).join('.')]
    const oldNames = [oldModule, `${oldModule}.${change.symbol}`]
    const newNames = [newModule, `${newModule}.${newSymbolPath(change)}`]
    for (const [index, name] of oldNames.entries()) {
      if (before !== name && !before.startsWith(`${name}.`)) continue
      if (after === `${newNames[index]}${before.slice(name.length)}`) return true
    }
  }
  // the name as seen in another module of the product: `shop.checkout.total`
  const { symbol } = change
  return before.includes('.') && before.endsWith(`.${symbol}`) && after === before.slice(0, -symbol.length) + newSymbolPath(change)
}

/** A renamed method stays in its class: `newSymbol` is its last part alone. */
function newSymbolPath({ symbol, newSymbol }: ContractChange): string {
  return newSymbol === null ? symbol : [...symbol.split('.').slice(0, -1), newSymbol].join('.')
}
