import { identityForm, junitIdentity, pythonIdentity, type TestIdentity, titleIdentity } from '../test-identity.ts'
import type { Attributes } from './junit-case.ts'

export type JunitSuite = { readonly name: string; readonly attributes: Attributes }

/** The identity of a `<testcase>`: writers put file, suite and name into different attributes. */
export function junitIdentityOf(framework: string | null, suites: readonly JunitSuite[], attributes: Attributes): TestIdentity {
  const name = attributes['name'] ?? ''
  const className = attributes['classname'] ?? ''
  const suite = suites.at(-1)
  const file = attributes['file'] ?? attributes['filepath'] ?? suites.findLast(({ attributes: a }) => a['file'])?.attributes['file'] ?? null
  const form = identityForm(framework)
  if (form === 'pytest') return pythonCase(framework ?? '', className, name, attributes['file'] ?? null)
  if (form === 'junit') return junitIdentity(framework ?? 'junit', className || suite?.name || '', name)
  if (form === 'path') return scriptCase(framework ?? '', suites, { name, className, file })
  const path = className || suite?.name || ''
  return { framework, file, suitePath: path ? [path] : [], name, parameters: null }
}

/** A file that could not be collected is a case without a class, named by its dotted path. */
function pythonCase(framework: string, className: string, name: string, file: string | null): TestIdentity {
  if (className || !/^[\w.]+$/.test(name)) return pythonIdentity(framework, className, name, file)
  const path = file ?? `${name.replaceAll('.', '/')}.py`
  return { framework, file: path, suitePath: [], name: '', parameters: null }
}

type Parts = { readonly name: string; readonly className: string; readonly file: string | null }

function scriptCase(framework: string, suites: readonly JunitSuite[], { name, className, file }: Parts): TestIdentity {
  if (framework === 'vitest') {
    if (name === className) return titleIdentity(framework, className, [])
    return titleIdentity(framework, className, name.split(' > '))
  }
  if (framework === 'playwright') {
    const project = suites.at(-1)?.attributes['hostname'] || null
    return titleIdentity(framework, className, name.split(' › '), project)
  }
  if (framework === 'bun') {
    const titles = suites.map((suite) => suite.name).filter((title) => title !== file)
    return titleIdentity(framework, file, [...titles, name])
  }
  const suite = className && className !== name ? className : (suites.at(-1)?.name ?? '')
  const own = suite && name.startsWith(`${suite} `) ? name.slice(suite.length + 1) : name
  const isFile = suite === file || suite === 'Mocha Tests' || suite === 'undefined' || suite === 'Root Suite'
  return titleIdentity(framework, file, isFile || !suite ? [own.trim()] : [suite, own.trim()])
}
