import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RepositoryFiles } from '../../engine/frameworks/framework.ts'
import { detectFrameworks } from '../../engine/frameworks/index.ts'
import { createParsers, type Parsers } from '../../engine/languages/parsers.ts'
import type { Lane } from '../../engine/pipeline.ts'
import type { Clock, TestRunner, Workspace } from '../../engine/ports.ts'
import { SutureError } from '../../model/error.ts'
import type { CommandContext } from '../command.ts'
import { loadGrammars } from '../grammars.ts'
import { createTestRunner } from '../test-runners/index.ts'
import { openWorkspace, type RunnerWorkspace } from '../workspace.ts'

export type SessionRequest = {
  readonly origin: string
  readonly base: string
  readonly head: string
  readonly merge: { readonly head: string; readonly base: string } | null
  /** `temporary`: the caller's checkout stays untouched. `in-place`: the checkout is disposable, as in the workflow. */
  readonly place: 'temporary' | 'in-place'
  readonly timeoutMs: number
}

/** Everything that a healing needs while it runs; `frameworkMs` is what test frameworks took so far. */
export type Session = {
  readonly workspace: RunnerWorkspace
  readonly lanes: readonly Lane[]
  readonly parsers: Parsers
  readonly clock: Clock
  frameworkMs(): number
  close(): Promise<void>
}

/** Lays the trees out and finds the frameworks. Throws SutureError `no_framework` where none is used. */
export async function openSession(request: SessionRequest, { env }: CommandContext): Promise<Session> {
  const outFolder = await mkdtemp(join(tmpdir(), 'suture-out-'))
  const [workspace, parsers] = await Promise.all([
    openWorkspace({ ...request, head: request.merge ? { merge: [request.merge.base, request.merge.head] } : request.head, env }),
    loadGrammars().then(createParsers),
  ])
  try {
    let spent = 0
    const timed = (runner: TestRunner): TestRunner => ({
      framework: runner.framework,
      run: async (what) => {
        const run = await runner.run(what)
        spent += run.durationMs
        return run
      },
    })
    const frameworks = detectFrameworks(await repositoryFiles(workspace))
    if (frameworks.length === 0) throw new SutureError('no_framework', 'no test framework was found', 'pytest, Jest and Vitest are known: name one in the manifest')
    const lanes = frameworks.map((framework) => ({
      framework,
      runner: timed(createTestRunner(framework.name, { root: workspace.root, origin: workspace.origin, outFolder, env, timeoutMs: request.timeoutMs })),
    }))
    return {
      workspace,
      lanes,
      parsers,
      clock: { now: () => Date.now() },
      frameworkMs: () => spent,
      close: async () => {
        await workspace.close()
        await rm(outFolder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await workspace.close()
    throw error
  }
}

/** Files that name a framework; reading only these keeps large repositories fast. */
const CONFIGURATION = /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:cfg|py)|tox\.ini|\.?pytest\.(?:ini|toml)|requirements[\w.-]*\.txt|(?:jest|vitest|vite)\.config\.\w+)$/

async function repositoryFiles(workspace: Workspace): Promise<RepositoryFiles> {
  const paths = await workspace.listFiles('head')
  const wanted = paths.filter((path) => CONFIGURATION.test(path))
  const texts = new Map(await Promise.all(wanted.map(async (path) => [path, await workspace.readFile('head', path)] as const)))
  return { paths, read: (path) => texts.get(path) ?? null }
}
