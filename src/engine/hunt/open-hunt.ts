import type { NotTried, SeenRuns } from '../../model/hunt-part.ts'
import type { RunRequest } from '../../model/runs/test-run.ts'
import { budgeted, type HuntContext, type HuntPorts, type HuntRequest } from './hunt-context.ts'
import { createObservations } from './observations.ts'

/** What the steps of a hunt share, and what it cost so far. */
export type OpenHunt = {
  readonly context: HuntContext
  readonly notTried: readonly NotTried[]
  runs(): number
  spentMs(): number
}

/** `before`: what other machines saw of the same hunt. */
export async function openHunt(ports: HuntPorts, request: HuntRequest, before: readonly SeenRuns[] = []): Promise<OpenHunt> {
  const { workspace, framework, progress = () => undefined } = ports
  const { run, each, runs, spentMs } = budgeted(ports, request.budgetMs)
  const notTried: NotTried[] = []
  const context: HuntContext = {
    ...{ framework, observations: createObservations(before), request, progress, run, each },
    whole: await wholeOf(ports, request),
    read: (path) => workspace.readFile('head', path),
    notTried: ({ name }, reason) => {
      if (!notTried.some(({ arm }) => arm === name)) notTried.push({ arm: name, reason })
    },
  }
  await workspace.checkOut('head', new Map())
  return { context, notTried, runs, spentMs }
}

/** Everything that the framework collects, or the files of the tests that were asked for. */
async function wholeOf({ workspace, framework }: HuntPorts, { tests }: HuntRequest): Promise<RunRequest> {
  const files = await workspace.listFiles('head')
  const known = new Set(files)
  const own = [...new Set(tests.flatMap((id) => framework.testRef(id, known)?.file ?? []))]
  return own.length > 0 ? { files: own, testIds: [] } : { files: [...files], testIds: [], collect: true }
}
