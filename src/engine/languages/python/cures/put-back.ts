import type { CuredTest, CureEdit, CureFound, CureInput, DeclaredSymbol } from '../../facets/cures.ts'
import { saysSo } from '../../lasting-names.ts'
import { textOf, visit } from '../../syntax.ts'
import { pythonSyntax } from '../syntax.ts'
import { importing } from './file-lines.ts'
import { type Holding, heldBy, type StateChange, stateChanges } from './module-state.ts'
import { moduleIn, puttingBack } from './restore.ts'
import { atFirst, fixturesOf, functionNamed, takesFixtures, withFixture } from './test-at.ts'
import { bindingAt, MUTATES, rootOf, symbolAt, type Write, writesIn } from './writes.ts'

const { is, call } = pythonSyntax

/** Puts back what the test that spoils another one, or a fixture of it, changes of the product. */
export function putBack(input: CureInput): CureFound {
  const { other } = input
  if (other === null) return { kind: 'none' }
  const fixtures = fixturesOf(other).flatMap((name) => functionNamed(other.file, name) ?? [])
  const byState: CureFound[] = []
  const edits: CureEdit[] = []
  const names: string[] = []
  for (const one of [other, ...fixtures]) {
    const own = ownWrites(input, one)
    edits.push(...own.edits)
    names.push(...own.names)
    byState.push(...calledChanges(input, one))
  }
  if (edits.length > 0)
    return { kind: 'edits', why: `what is changed of ${[...new Set(names)].join(', ')} is put back after the test`, ways: [edits] }
  return (
    byState.find(({ kind }) => kind === 'edits') ?? byState.find(({ kind }) => kind === 'product_state') ?? byState[0] ?? { kind: 'none' }
  )
}

/** What its own statements change: given back by `monkeypatch` where that can, else by a fixture. */
function ownWrites(input: CureInput, test: CuredTest): { readonly edits: readonly CureEdit[]; readonly names: readonly string[] } {
  const { file } = test
  const edits: CureEdit[] = []
  const names: string[] = []
  const restored = new Set<string>()
  for (const write of writesIn(test)) {
    const object = textOf(file.tree, write.object)
    if (/\benviron\b|^sys\.path$/.test(object)) continue
    const patched = takesFixtures(test) ? patchedWrite(input, test, write) : null
    if (patched !== null) {
      edits.push({ file: file.path, start: write.node.start, end: write.node.end, replacement: patched })
      names.push(write.kind === 'attribute' ? `${object}.${write.key}` : object)
      continue
    }
    const changed = changedInside(input, test, write)
    if (changed === null || restored.has(changed.expression)) continue
    restored.add(changed.expression)
    edits.push(...puttingBack(file, changed.expression, changed.held, changed.isDeep))
    names.push(changed.expression)
  }
  const usesPatch = edits.some(({ replacement }) => replacement.startsWith('monkeypatch.'))
  return { edits: [...(usesPatch ? withFixture(test, 'monkeypatch') : []), ...edits], names }
}

function patchedWrite(input: CureInput, { file }: CuredTest, { kind, object, key, value }: Write): string | null {
  if (kind === 'inside') return null
  const text = textOf(file.tree, object)
  const given = value === null ? null : textOf(file.tree, value)
  if (bindingAt(file, rootOf(object))?.kind !== 'import') return null
  if (kind === 'attribute')
    return given === null ? `monkeypatch.delattr(${text}, "${key}")` : `monkeypatch.setattr(${text}, "${key}", ${given})`
  const symbol = symbolAt(input, file, object)
  const isMap = symbol === null ? /^sys\.modules$/.test(text) : heldBy(symbol.file, symbol.name) === 'map'
  if (!isMap) return null
  return given === null ? `monkeypatch.delitem(${text}, ${key})` : `monkeypatch.setitem(${text}, ${key}, ${given})`
}

/** The whole object that a write changes from within, as the test names it. */
function changedInside(
  input: CureInput,
  { file }: CuredTest,
  { object, by }: Write,
): { readonly expression: string; readonly held: Holding; readonly isDeep: boolean } | null {
  let node = object
  for (;;) {
    const symbol = symbolAt(input, file, node)
    const text = textOf(file.tree, node)
    const own = symbol === null && is(node, 'name') && bindingAt(file, node)?.kind === 'variable' ? { file, name: text } : null
    const found = symbol !== null && symbol.declaration.kind === 'variable' ? symbol : own
    if (found !== null) {
      const held = heldBy(found.file, found.name)
      const isMutation = by === null || MUTATES.test(by) || (held === 'object' && saysSo(by))
      return held === null || !isMutation ? null : { expression: text, held, isDeep: node !== object || held === 'object' }
    }
    const root = rootOf(node)
    if (root === node) return null
    node = innerOf(node)
  }
}

function innerOf(node: Parameters<typeof rootOf>[0]): Parameters<typeof rootOf>[0] {
  return node.children.find(({ named }) => named) ?? rootOf(node)
}

/** What functions of the product change of their module when the test calls them. */
function calledChanges(input: CureInput, test: CuredTest): readonly CureFound[] {
  const called = new Map<string, DeclaredSymbol>()
  visit(test.body, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const symbol = parts === null ? null : symbolAt(input, test.file, parts.callee)
    if (symbol !== null && !symbol.isTest && symbol.declaration.kind === 'function')
      called.set(`${symbol.file.path} ${symbol.name}`, symbol)
    return true
  })
  return [...called.values()].flatMap((symbol): readonly CureFound[] => {
    const cached = symbol.declaration.decorators.find((one) => /\b(?:lru_cache|cache)\b/.test(one))
    if (cached !== undefined) return [emptied(input, test, symbol)]
    const changes = stateChanges(input, symbol)
    if (changes.length === 0) return []
    if (!saysSo(symbol.name)) return [{ kind: 'product_state', what: changes[0]?.name ?? '', by: symbol.name }]
    const edits = changes.map((change) => stateEdits(input, test, change))
    if (edits.some((one) => one === null)) return [{ kind: 'refused', why: 'no-way-back', what: changes[0]?.name ?? '' }]
    const what = changes.map(({ name }) => name).join(', ')
    return [
      {
        kind: 'edits',
        why: `${what}, which ${symbol.name} changes, is put back after the test`,
        ways: [edits.flatMap((one) => one ?? [])],
      },
    ]
  })
}

function stateEdits(input: CureInput, test: CuredTest, { file: home, name, how }: StateChange): readonly CureEdit[] | null {
  const module = moduleIn(test.file, home.path, input)
  if (module === null) return null
  const expression = `${module.name}.${name}`
  const imports = importing(test.file, module.lines)
  if (how !== 'rebound') {
    const held = heldBy(home, name)
    return held === null ? null : [...imports, ...puttingBack(test.file, expression, held, how === 'deep_inside')]
  }
  if (!takesFixtures(test)) return null
  const line = `monkeypatch.setattr(${module.name}, "${name}", ${expression})`
  return [...imports, ...withFixture(test, 'monkeypatch'), ...atFirst(test, [line])]
}

/** A function that remembers its answers forgets them before and after each test of the file. */
function emptied(input: CureInput, test: CuredTest, { file: home, name }: DeclaredSymbol): CureFound {
  const module = moduleIn(test.file, home.path, input)
  if (module === null) return { kind: 'refused', why: 'not-importable', what: name }
  const clear = `${module.name}.${name}.cache_clear()`
  const lines = ['@pytest.fixture(autouse=True)', `def forget_${name.toLowerCase()}():`, `    ${clear}`, '    yield', `    ${clear}`]
  const first = test.file.tree.root.children.find(({ type }) => /^(?:decorated|function|class)_definition$/.test(type))
  if (first === undefined) return { kind: 'none' }
  const fixture: CureEdit = { file: test.file.path, start: first.start, end: first.start, replacement: `${lines.join('\n')}\n\n\n` }
  const edits = [...importing(test.file, ['import pytest', ...module.lines]), fixture]
  return { kind: 'edits', why: `${name} forgets what it remembered around each test`, ways: [edits] }
}
