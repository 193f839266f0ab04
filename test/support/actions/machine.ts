import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface Machine {
  readonly root: string
  readonly workspace: string
  readonly tools: string
  readonly temp: string
  readonly env: Readonly<Record<string, string>>
  readonly remove: () => void
}

/** The machine's programs, without what our own package put before them. */
const programs = () => (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'))

/** A clean machine for one job: fresh folders, and an environment made from empty; `extra` is what its image would have set. */
export function openMachine(repository: string, environment: string, extra: Readonly<Record<string, string>>): Machine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'suture-job-')))
  const folder = (...parts: readonly string[]) => {
    const path = join(root, ...parts)
    mkdirSync(path, { recursive: true })
    return path
  }
  const temp = folder('work', '_temp')
  const tools = folder('tools')
  const workspace = folder('work', repository, repository)
  const env = {
    PATH: programs().join(delimiter),
    HOME: folder('home'),
    TMPDIR: folder('tmp'),
    LANG: 'C.UTF-8',
    CI: 'true',
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'stand-in',
    RUNNER_ENVIRONMENT: environment,
    RUNNER_TRACKING_ID: `github_${randomUUID()}`,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: tools,
    RUNNER_WORKSPACE: join(root, 'work', repository),
    ...extra,
  }
  return { root, workspace, tools, temp, env, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }) }
}
