import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FlakyTestResult } from '../../../../src/model/result/flaky-test-result.ts'
import { flaky } from '../../../../src/runner/commands/flaky.ts'
import { createRepository } from '../../../support/frameworks/repository.ts'
import { provideFramework } from '../../../support/heal-fixture.ts'
import { runCommand } from '../../../support/run-command.ts'
import { type Judged, judge } from './judge.ts'
import type { Suite } from './truth.ts'

/** `runs`: each is one start of the framework. `stable`: tests that were called neither flaky nor broken. */
export type HuntedSuite = {
  readonly judged: readonly Judged[]
  readonly runs: number
  readonly seconds: number
  readonly stable: number
  readonly said: string
  readonly error: string | null
}

/** `suture flaky` on a suite in a repository of its own, with what is not needed on this machine left out of the truth. */
export async function huntSuite(suite: Suite, words: readonly string[]): Promise<HuntedSuite> {
  const project = createRepository(suite.name)
  const parent = mkdtempSync(join(tmpdir(), 'flaky-suite-'))
  try {
    for (const folder of suite.folders)
      cpSync(folder, project.dir, { recursive: true, filter: (path) => !path.endsWith('truth.json') && !path.endsWith('__pycache__') })
    project.commit({})
    const { env } = await provideFramework(suite.framework, project.dir)
    const json = join(parent, 'out.json')
    const started = performance.now()
    const ran = await runCommand(flaky, ['flaky', '--repo', project.dir, '--json', json, ...words], { cwd: parent, env })
    const results = z.array(FlakyTestResult).parse(JSON.parse(readFileSync(json, 'utf8')))
    const [, runs = '0'] = /^(\d+) runs,/m.exec(ran.printed) ?? []
    const [, stable = '0'] = /(?:among|;) (\d+)(?: stable)?\.$/m.exec(ran.printed) ?? []
    return {
      judged: judge({ ...suite, flaky: suite.flaky.filter(({ needs }) => needs !== 'network' || hasNetwork()) }, results),
      ...{ runs: Number(runs), seconds: (performance.now() - started) / 1000, stable: Number(stable), said: ran.printed },
      error: ran.error instanceof Error ? ran.error.message : null,
    }
  } finally {
    project.remove()
    rmSync(parent, { recursive: true, force: true })
  }
}

/** Whether other machines could reach this one. */
function hasNetwork(): boolean {
  return Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.family === 'IPv4' && !one.internal)
}
