import { cleanTestId } from '../../model/test-id.ts'
import { relativePath } from './text/relative-path.ts'

/** The ways in which test ids are written: pytest's, Jest's and Vitest's, JUnit's; everyone else's are `suite::name`. */
export type IdentityForm = 'pytest' | 'path' | 'junit' | 'plain'

/** A test as a report names it. `suitePath` from the outermost; for the JVM it is the class with its package. */
export type TestIdentity = {
  readonly framework: string | null
  readonly file: string | null
  readonly suitePath: readonly string[]
  readonly name: string
  /** The row of a parametrised test, without its brackets; part of `testId`, so that rows differ. */
  readonly parameters: string | null
}

const FORMS: Readonly<Record<string, IdentityForm>> = {
  pytest: 'pytest',
  unittest: 'pytest',
  nose2: 'pytest',
  jest: 'path',
  vitest: 'path',
  mocha: 'path',
  playwright: 'path',
  cypress: 'path',
  bun: 'path',
  node: 'path',
  junit: 'junit',
  maven: 'junit',
  gradle: 'junit',
  ant: 'junit',
}

export function identityForm(framework: string | null): IdentityForm {
  return FORMS[framework ?? ''] ?? 'plain'
}

/** The same test always gives the same id: `a.py::Class::name[row]`, `a.test.ts > suite > name`, `package.Class#name[row]`. */
export function testIdOf(identity: TestIdentity): string {
  return cleanTestId(wholeId(identity))
}

function wholeId(identity: TestIdentity): string {
  const { file, suitePath, name, parameters } = identity
  const row = parameters === null ? '' : `[${parameters}]`
  const form = identityForm(identity.framework)
  if (form === 'path') return [file, ...suitePath, name + row].filter(Boolean).join(' > ')
  if (form === 'junit') return `${suitePath.join('.')}${name ? `#${name}${row}` : ''}`
  return [file, ...suitePath, name + row].filter(Boolean).join('::')
}

/** `name[row]` → name and row; brackets nest, and only a bracket that closes the text counts. */
export function splitParameters(text: string): { readonly name: string; readonly parameters: string | null } {
  const open = text.indexOf('[')
  if (open > 0 && text.endsWith(']')) return { name: text.slice(0, open), parameters: text.slice(open + 1, -1) }
  return { name: text, parameters: null }
}

/** A pytest node id, `tests/a.py::Class::name[row]`; the row may itself hold `::` and `/`. */
export function pytestIdentity(nodeId: string): TestIdentity {
  const open = nodeId.indexOf('[')
  const head = open < 0 ? nodeId : nodeId.slice(0, open)
  const [file = '', ...path] = head.split('::')
  const { parameters } = splitParameters(nodeId)
  const rest = parameters === null && open >= 0 ? nodeId.slice(open) : ''
  const name = (path.pop() ?? '') + rest
  return { framework: 'pytest', file: relativePath(file), suitePath: path, name, parameters }
}

/** A dotted Python path, `tests.test_a.TestA` and `test_x`: the file is what comes before the first class. */
export function pythonIdentity(framework: string, dotted: string, name: string, file: string | null): TestIdentity {
  const parts = dotted.split('.').filter(Boolean)
  const known = file ? moduleParts(parts, file) : null
  const firstClass = parts.findIndex((part) => /^[A-Z]/.test(part))
  const cut = known ?? (firstClass < 0 ? parts.length : firstClass)
  const path = cut > 0 ? `${parts.slice(0, cut).join('/')}.py` : null
  return { framework, file: file ? relativePath(file) : path, suitePath: parts.slice(cut), ...splitParameters(name) }
}

/** How many parts of a dotted path name the file. */
function moduleParts(parts: readonly string[], file: string): number | null {
  const stem = file.replace(/\.py$/, '').replaceAll('\\', '/').split('/').at(-1)
  const at = parts.lastIndexOf(stem ?? '')
  return at < 0 ? null : at + 1
}

/** `package.Class` and `method(Type)[3]` of JUnit, TestNG, Spock, Kotlin. */
export function junitIdentity(framework: string, className: string, method: string): TestIdentity {
  return { framework, file: null, suitePath: className ? [className] : [], ...splitParameters(method) }
}

/** A path of titles below a test file, as the JavaScript frameworks have it; rows of `test.each` are part of the title. */
export function titleIdentity(framework: string, file: string | null, titles: readonly string[], row: string | null = null): TestIdentity {
  return { framework, file: file ? relativePath(file) : null, suitePath: titles.slice(0, -1), name: titles.at(-1) ?? '', parameters: row }
}
