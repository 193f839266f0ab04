import type { Project, SourceFile } from '../changes/resolve/project.ts'
import { importedName } from '../changes/resolve/resolve-export.ts'
import type { Import } from '../languages/language.ts'
import { asEdit, candidateOf } from './candidate-of.ts'
import type { Optimization, OptimizationCandidate, OptimizationInput, TimedTest } from './optimization.ts'
import { testsByFile } from './tests-by-file.ts'

const NAME = 'direct-import'
/** A module that hands on fewer others costs little more than the one that is needed. */
const LEAST_HANDED_ON = 3
const EXPECTED = 0.1

/** A test takes what it needs from the module that declares it, and not through one that loads everything for that. */
export const directImport: Optimization = {
  name: NAME,
  type: 'optimize_setup',
  description: 'Imports a name from where it is declared, in place of a module that loads all others too.',
  propose: (input) => [...testsByFile(input.facts)].flatMap(([path, tests]) => ofFile(input, path, tests) ?? []),
}

function ofFile({ sources, facts, focus }: OptimizationInput, path: string, tests: readonly TimedTest[]): OptimizationCandidate | null {
  const project = sources.trees.after
  const file = project.file(path)
  if (file === null || !tests.some(({ ref }) => focus.has(ref.id))) return null
  const statements = [...Map.groupBy(file.imports(), ({ statement }) => statement).values()]
  const found = statements.flatMap((own) => through(project, file, own) ?? [])
  if (found.length === 0) return null
  return candidateOf({
    ...{ name: NAME, type: 'optimize_setup', testId: path, tests: tests.map(({ ref }) => ref.id), files: [path], measured: 'run' },
    ...{ expectedMs: (EXPECTED * facts.suiteMs) / testsByFile(facts).size, risk: 'low', shares: false },
    why: `${found.map(({ by }) => by).join(', ')} loads many modules that these tests do not use`,
    how: 'they import what they need from where it is declared',
    edits: found.map(({ edit }) => asEdit(edit)),
  })
}

/** The statement written anew, where all its names are handed on by a module that hands on many. */
function through(project: Project, file: SourceFile, own: readonly Import[]) {
  const [first] = own
  const by = first === undefined ? null : project.resolve(first.specifier, file)
  const module = by === null ? null : project.file(by)
  if (first === undefined || by === null || module === null || first.reexport) return null
  // a mock of the module is a mock of the way that the names come
  const isNamedElsewhere = file.bindings().strings.some(({ value }) => value === first.specifier)
  const { exports, stars } = module.bindings()
  const handedOn = new Set([...stars, ...[...exports.values()].flatMap((one) => (one.kind === 'from' ? [one.specifier] : []))])
  if (isNamedElsewhere || handedOn.size < LEAST_HANDED_ON) return null
  const homes = own.map((entry) => {
    const symbol = entry.imported === null || entry.imported === '*' ? null : importedName(project, file, entry.specifier, entry.imported)
    const isLoadedAnyway = symbol?.kind === 'symbol' && file.language.modules.loadedBefore(symbol.file).includes(by)
    return symbol?.kind === 'symbol' && symbol.file !== by && !isLoadedAnyway ? { entry, home: symbol.file, name: symbol.name } : null
  })
  if (homes.some((one) => one === null)) return null
  const lines = [
    ...Map.groupBy(
      homes.filter((one) => one !== null),
      ({ home }) => home,
    ),
  ].map(([home, names]) => {
    const specifier = file.language.importLines.specifierOf({
      ...{ oldSpecifier: first.specifier, fromPath: file.path, target: home },
      resolveBefore: (one) => project.resolve(one, file),
      moduleOf: (one) => project.moduleOf(one),
    })
    if (specifier === null) return null
    const items = names.map(({ entry, name }) => ({ name, local: entry.local, isType: false }))
    return file.language.importLines.namesLine(file.text, first, specifier, items)
  })
  if (lines.some((one) => one === null)) return null
  return { by, edit: { file: file.path, start: first.statement.start, end: first.statement.end, replacement: lines.join('\n') } }
}
