import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTINGS_PATH } from '../../../src/config/settings.ts'
import { generateWorkflow } from '../../../src/engine/workflow/generate-workflow.ts'
import { WORKFLOW_PATH } from '../../../src/engine/workflow/workflow-parts.ts'
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts'
import { type Fixture, loadFixture } from '../fixture.ts'
import type { LongLog } from '../github/blobs.ts'
import type { CiRun } from '../github/ci-run.ts'
import type { Files } from '../github/repository-store.ts'
import type { GitHub } from '../github/start-github.ts'
import type { Pull, WorkflowRun } from '../github/state.ts'
import type { BuiltBundle } from './built-bundle.ts'
import { ciLog, type Tested } from './ci-log.ts'
import { pytestLog } from './pytest-log.ts'

const CI_PATH = '.github/workflows/ci.yml'
const OWNER = 'example'
/** Of small fixtures, which bring none. */
const SMALL_CI = `name: ci
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: '3.11'
      - run: python -m pip install pytest
      - run: python -m pytest
`

export interface Change {
  readonly branch: string
  readonly message: string
  readonly files: Files
  readonly modes?: Readonly<Record<string, string>>
  readonly body?: string
  /** where the branch starts; the default branch where not given */
  readonly from?: string
}

/** How a run of CI ended. `log` is the text of a recorded one: HEAD_SHA in it becomes what was checked out. */
export interface CiEnd extends Partial<Omit<CiRun, 'sha' | 'branch' | 'jobs' | 'conclusion'>> {
  readonly log: string
  readonly conclusion?: string
  readonly job?: string
  /** instead of the one job; its log where one has none of its own */
  readonly jobs?: readonly EndedJob[]
}

export interface EndedJob {
  readonly name: string
  readonly log?: string
  readonly conclusion?: string
  readonly failedSteps?: readonly string[]
  /** of the log in bytes: lines of passing tests stand in its middle, and are not stored */
  readonly size?: number
}

export interface Broken {
  readonly pull: Pull
  readonly sha: string
  readonly run: WorkflowRun
}

export type WorldRepository = Awaited<ReturnType<typeof addRepository>>

const LOST = 'AttributeError: it has no such attribute'

/** The text of a job log of a fixture, such as `failure`: a recorded one, else written for the tests that fail. */
function recordedLog(fixture: Fixture, name: string): string {
  const path = join(fixture.folder, 'logs', `${name}.log`)
  return existsSync(path) ? readFileSync(path, 'utf8') : pytestLog(fixture.failing.map((testId) => ({ testId, error: LOST })))
}

/** With lines of passing tests after those in which pytest says what it collected. */
function longLog(text: string, size: number): LongLog {
  const at = text.indexOf('\n', text.indexOf(' collected ')) + 1
  return { head: text.slice(0, at), tail: text.slice(at), size }
}

/** What a pull request's CI checks out now. */
async function mergeOf(github: GitHub, repo: string, pull: Pull): Promise<Tested> {
  const merge = await github.mergeRef(repo, pull.number)
  const base = await github.repository(repo).git('rev-parse', `${merge}^1`)
  return { kind: 'pull', number: pull.number, head: pull.headSha, base, merge }
}

/** `suture init` in the fixture, committed to its default branch; then the App is given the repository. */
export async function addRepository(
  github: GitHub,
  bundle: BuiltBundle,
  fixtureName: string,
  options: {
    readonly owner?: string
    readonly name?: string
    readonly settings?: string
    readonly files?: Files
    readonly ci?: string
  } = {},
) {
  const fixture = loadFixture(fixtureName)
  const name = options.name ?? fixtureName.replace(/^[a-z]+-/, '')
  const owner = options.owner ?? OWNER
  const repo = `${owner}/${name}`
  github.assets.set(bundle.fileName, bundle.bytes)
  const ciText = options.ci ?? fixture.before.get(CI_PATH) ?? SMALL_CI
  const generated = generateWorkflow({
    ciWorkflowText: ciText,
    ciPath: CI_PATH,
    bundle: { version: bundle.version, sha256: bundle.sha256, url: `${github.url}/assets/${bundle.fileName}` },
    protocol: PROTOCOL_VERSION,
    server: 'github.com',
  })
  if (generated.outcome !== 'written') throw new Error(`${fixtureName}: ${generated.reason}`)
  const files = {
    ...Object.fromEntries(fixture.before),
    ...{ [CI_PATH]: ciText, [WORKFLOW_PATH]: generated.text, [SETTINGS_PATH]: options.settings ?? 'mode: pr\n' },
    ...options.files,
  }
  await github.createRepository({ owner, name, files, message: `${fixture.name}: the state before` })
  await github.changeInstallation(owner, 'added', [repo])

  const push = (change: Change): Promise<string> => github.pushCommit({ repo, ...change })

  /** The run that has ended for a pull request, or for a commit of a branch. */
  const ci = async (of: Pull | { readonly sha: string; readonly branch: string }, end: CiEnd): Promise<WorkflowRun> => {
    const { log, conclusion = 'failure', job = 'test', jobs: given = [{ name: job }], ...rest } = end
    const isPull = 'headSha' in of
    const at = isPull ? { sha: of.headSha, branch: of.headRef } : of
    const tested: Tested = isPull ? await mergeOf(github, repo, of) : { kind: 'push', ...of }
    const event = isPull ? 'pull_request' : 'push'
    const jobs = given.map(({ name, size, ...own }) => {
      const text = ciLog(own.log ?? log, repo, tested)
      const steps = own.failedSteps === undefined ? {} : { failedSteps: own.failedSteps }
      return { name, conclusion: own.conclusion ?? conclusion, log: size === undefined ? text : longLog(text, size), ...steps }
    })
    return github.ciRun({ repo, event, name: 'ci', path: CI_PATH, ...at, ...rest, jobs })
  }

  const openPull = async (change: Change): Promise<Pull> => {
    await push(change)
    const [title = '', , ...lines] = change.message.split('\n')
    return github.openPull({ repo, head: change.branch, title, body: change.body ?? lines.join('\n'), user: 'developer' })
  }

  const breaking: Change = {
    branch: fixture.name,
    message: fixture.message,
    files: { ...Object.fromEntries(fixture.after), ...Object.fromEntries(fixture.deleted.map((path) => [path, null])) },
  }

  /** The breaking commit as a pull request, and its red CI. */
  const breakIt = async (end: Partial<CiEnd> = {}, change: Partial<Change> = {}): Promise<Broken> => {
    const pull = await openPull({ ...breaking, ...change })
    const run = await ci(pull, { log: recordedLog(fixture, 'failure'), ...end })
    return { pull, sha: pull.headSha, run }
  }

  return {
    ...{ repo, owner, name, fixture, breaking, push, openPull, ci, breakIt },
    log: (which: string) => recordedLog(fixture, which),
    get state() {
      return github.repository(repo)
    },
    comment: (number: number, body: string, user = owner) => github.comment({ repo, number, user, body }),
  }
}
