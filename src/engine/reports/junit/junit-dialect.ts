import type { Attributes } from './junit-case.ts'

/** What is known of a document before its first case ends. */
export type JunitTraits = {
  /** The `name` of the root, and of the suite at hand. */
  readonly root: string
  readonly suite: string
  readonly suiteAttributes: Attributes
  readonly properties: ReadonlySet<string>
  readonly case: Attributes
}

const SCRIPT = /\.[cm]?[jt]sx?$/
const JAVA_CLASS = /^(?:[a-z_][\w]*\.)+[A-Z$][\w$]*(?:\[\w+\])?$/

/** The tool that wrote a JUnit XML document, if it can be recognised; the first that fits. */
const DIALECTS: readonly (readonly [string, (traits: JunitTraits) => boolean])[] = [
  ['pytest', (t) => t.root === 'pytest tests' || t.suite === 'pytest'],
  ['vitest', (t) => t.root === 'vitest tests'],
  ['bun', (t) => t.root === 'bun test'],
  ['jest', (t) => t.root === 'jest tests' || t.suite === 'undefined'],
  ['nextest', (t) => t.root === 'nextest-run'],
  ['cypress', (t) => /\.cy\.[jt]sx?$/.test(t.case['file'] ?? t.suiteAttributes['file'] ?? '')],
  ['mocha', (t) => t.root === 'Mocha Tests' || t.suite === 'Mocha Tests'],
  [
    'playwright',
    (t) => SCRIPT.test(t.case['classname'] ?? '') && t.suite === t.case['classname'] && (t.case['name'] ?? '').includes(' › '),
  ],
  [
    'playwright',
    (t) => t.suiteAttributes['hostname'] !== undefined && t.suite === t.case['classname'] && SCRIPT.test(t.suite) && t.root === '',
  ],
  ['nose2', (t) => t.suite === 'nose2-junit' || t.suite === 'nosetests'],
  ['go', (t) => t.properties.has('go.version')],
  [
    'maven',
    (t) =>
      t.properties.has('surefire.test.class.path') || /surefire|failsafe/.test(t.suiteAttributes['xsi:noNamespaceSchemaLocation'] ?? ''),
  ],
  ['phpunit', (t) => /\.php$/.test(t.case['file'] ?? '')],
  ['unittest', (t) => /-\d{14}$/.test(t.suite)],
  ['unittest', (t) => /\.py$/.test(t.case['file'] ?? '')],
  ['junit', (t) => t.properties.has('java.version') || t.properties.has('java.vendor') || t.properties.has('java.class.path')],
  ['jest', (t) => SCRIPT.test(t.case['file'] ?? '')],
  ['junit', (t) => JAVA_CLASS.test(t.case['classname'] ?? '') && (t.suite === t.case['classname'] || 'hostname' in t.suiteAttributes)],
]

export function junitDialect(traits: JunitTraits): string | null {
  return DIALECTS.find(([, fits]) => fits(traits))?.[0] ?? null
}
