import { detectFrameworks } from '../../engine/frameworks/index.ts'
import { type TestFileSettings, withSettings } from '../../engine/frameworks/with-settings.ts'
import { createParsers, type Parsers } from '../../engine/languages/parsers.ts'
import type { Clock, Packages, TestRunner } from '../../engine/ports.ts'
import type { TestTarget } from '../../engine/stages/healing-context.ts'
import { SutureError } from '../../model/error.ts'
import type { FrameworkName } from '../../model/framework-name.ts'
import type { CommandContext } from '../command.ts'
import { readGrammars } from '../grammars.ts'
import { publishedPackages } from '../registries/published-packages.ts'
import { removeAbandoned, temporaryFolder } from '../start-state/temporary-folder.ts'
import { createTestRunner } from '../test-runners/index.ts'
import { createWarmHosts } from '../warm/warm-hosts.ts'
import { openWorkspace, type RunnerWorkspace } from '../workspace.ts'

export type SessionRequest = {
  readonly origin: string
  readonly base: string
  readonly head: string
  readonly merge: { readonly head: string; readonly base: string } | null
  /** `copy`: the caller's checkout stays untouched. `in-place`: the checkout is disposable, as in the workflow. */
  readonly place: 'copy' | 'in-place'
  readonly timeoutMs: number
  /** The only framework that is asked for, where it is known. */
  readonly framework: FrameworkName | null
  readonly testFiles: TestFileSettings
  /** What the author wrote of the change besides the messages of its commits. */
  readonly intentTexts: readonly string[]
}

/** Everything that a healing needs while it runs; `frameworkMs` is what test frameworks took so far. */
export type Session = {
  readonly workspace: RunnerWorkspace
  readonly targets: readonly TestTarget[]
  readonly parsers: Parsers
  readonly clock: Clock
  readonly packages: Packages
  frameworkMs(): number
  close(): Promise<void>
}

/** Lays the trees out and finds the frameworks. Throws SutureError `no_framework` where none is used. */
export async function openSession(request: SessionRequest, { env }: CommandContext): Promise<Session> {
  await removeAbandoned()
  const { path: outFolder, remove } = await temporaryFolder()
  const [workspace, parsers] = await Promise.all([
    openWorkspace({
      origin: request.origin,
      base: request.base,
      head: request.head,
      place: request.place,
      env,
      intentTexts: request.intentTexts,
      ...(request.merge ? { merge: [request.merge.base, request.merge.head] } : {}),
    }),
    createParsers(readGrammars(), () => performance.now()),
  ])
  const hosts = createWarmHosts(() => Date.now())
  try {
    let spent = 0
    const timed = (runner: TestRunner): TestRunner => ({
      framework: runner.framework,
      run: async (what) => {
        await workspace.restore()
        const run = await runner.run(what)
        spent += run.durationMs
        return run
      },
      plain: async (what) => {
        await workspace.restore()
        const startedAt = performance.now()
        const run = await runner.plain(what)
        const durationMs = performance.now() - startedAt
        spent += durationMs
        return run.outcome === 'passed' ? { ...run, durationMs } : run
      },
    })
    const detected = detectFrameworks(await workspace.frameworkFiles())
    const asked = detected.filter(({ name }) => name === request.framework)
    const frameworks = (asked.length > 0 ? asked : detected).map((framework) => withSettings(framework, request.testFiles))
    if (frameworks.length === 0)
      throw new SutureError('no_framework', 'no test framework was found', 'pytest, Jest and Vitest are known: name one in the manifest')
    const targets = frameworks.map((framework) => ({
      framework,
      runner: timed(
        createTestRunner(framework, {
          workspace: workspace.root,
          origin: workspace.origin,
          outFolder,
          env,
          timeoutMs: request.timeoutMs,
          hosts,
        }),
      ),
    }))
    return {
      workspace,
      targets,
      parsers,
      clock: { now: () => Date.now() },
      packages: publishedPackages({ head: workspace, outFolder, env }),
      frameworkMs: () => spent,
      close: async () => {
        await hosts.close()
        await workspace.close()
        await remove()
      },
    }
  } catch (error) {
    await workspace.close()
    await remove()
    throw error
  }
}
