import type { Attributes } from './junit-case.ts'

/** Cases of one test that failed, one directly after the other: attempts, if the next one passes. */
export type FailingStreak = {
  readonly key: string
  failed: number
  errored: number
  /** Where the streak begins among the cases, and among the failures. */
  readonly caseAt: number
  readonly failureAt: number
}

/** A method without parameters is one test; a row of a parametrised test may bear the title of its neighbour. */
const PLAIN_METHOD = /^\w+\(\)$/
const JVM = new Set(['junit', 'maven', 'gradle'])

/** What says that two cases are attempts of one test, or null where the title can stand for several tests. */
export function attemptKey(framework: string | null | undefined, suite: number, attributes: Attributes): string | null {
  const { name = '', classname = '', file = '', line = '' } = attributes
  const isOne = (JVM.has(framework ?? '') && PLAIN_METHOD.test(name)) || (framework === 'bun' && line !== '')
  return isOne ? [suite, classname, name, file, line].join('\0') : null
}
