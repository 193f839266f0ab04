import { createHash } from 'node:crypto'

/** What makes a test the same test from run to run. `parameters` is null for a test without any. */
export type TestCaseIdentity = {
  readonly framework: string
  readonly testId: string
  readonly file: string | null
  readonly suite: string
  readonly name: string
  readonly parameters: string | null
}

/** The id of a test case in its repository, computed from its identity: nobody has to ask the database for it. */
export function testCaseId({ framework, file, suite, name, parameters }: TestCaseIdentity): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([framework, file, suite, name, parameters]))
    .digest('hex')
  const [a, b, c, d, e] = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(13, 16), digest.slice(17, 20), digest.slice(20, 32)]
  return `${a}-${b}-8${c}-8${d}-${e}` // version 8 of RFC 9562: made by one's own rule
}
