import type { CuredFile, CureEdit, CureInput } from '../../facets/cures.ts'
import { fixtureLines, freeName, importing } from './file-lines.ts'
import type { Holding } from './module-state.ts'

const COPY: Readonly<Record<Holding, (expression: string) => string>> = {
  list: (expression) => `list(${expression})`,
  map: (expression) => `dict(${expression})`,
  set: (expression) => `set(${expression})`,
  queue: (expression) => `list(${expression})`,
  object: (expression) => `dict(vars(${expression}))`,
}
const PUT_BACK: Readonly<Record<Holding, (expression: string) => readonly string[]>> = {
  list: (expression) => [`${expression}[:] = before`],
  map: (expression) => [`${expression}.clear()`, `${expression}.update(before)`],
  set: (expression) => [`${expression}.clear()`, `${expression}.update(before)`],
  queue: (expression) => [`${expression}.clear()`, `${expression}.extend(before)`],
  object: (expression) => [`vars(${expression}).clear()`, `vars(${expression}).update(before)`],
}

/** A fixture around every test of a file that puts an object back, in place: everybody who holds it sees that. `isDeep`: parts of it are changed too. */
export function puttingBack(file: CuredFile, expression: string, held: Holding, isDeep: boolean): readonly CureEdit[] {
  const name = freeName(file, `put_back_${expression.split('.').at(-1)?.toLowerCase() ?? ''}`)
  const copied = isDeep ? `copy.deepcopy(${held === 'object' ? `vars(${expression})` : expression})` : COPY[held](expression)
  const after = PUT_BACK[held](expression).map((line) => `    ${line}`)
  return [
    ...importing(file, ['import pytest', ...(isDeep ? ['import copy'] : [])]),
    ...fixtureLines(file, ['@pytest.fixture(autouse=True)', `def ${name}():`, `    before = ${copied}`, '    yield', ...after]),
  ]
}

/** How a file names a module of the repository, and the line that it lacks for that; `null` where it cannot name it. */
export function moduleIn(
  file: CuredFile,
  path: string,
  input: Pick<CureInput, 'moduleOf'>,
): { readonly name: string; readonly lines: readonly string[] } | null {
  const module = input.moduleOf(path)
  const [last = '', ...before] = module.split('.').toReversed()
  const parent = before.toReversed().join('.')
  const known = file.imports().find(({ specifier, imported, local }) => {
    if (local === null) return false
    return imported === null ? specifier === module : specifier === parent && imported === last
  })
  if (known !== undefined) return { name: known.bindsRoot ? module : (known.local ?? ''), lines: [] }
  const isTaken = file.bindings().boundNames.has(last)
  const name = isTaken ? `${last}_module` : last
  const alias = isTaken ? ` as ${name}` : ''
  if (!/^[\w.]+$/.test(module)) return null
  return { name, lines: [parent === '' ? `import ${last}${alias}` : `from ${parent} import ${last}${alias}`] }
}
