import { spawn } from 'node:child_process'

/** git's own words where it fails. */
export class GitFailure extends Error {
  readonly code: number
  constructor(words: readonly string[], code: number, text: string) {
    super(`git ${words.join(' ')}: ${text.trim() || `exit ${code}`}`)
    this.code = code
  }
}

export interface GitOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

const ENVIRONMENT = {
  ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LANG: 'C.UTF-8', TZ: 'UTC' },
  ...{
    GIT_AUTHOR_NAME: 'GitHub',
    GIT_AUTHOR_EMAIL: 'noreply@github.com',
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.com',
  },
}

/** git in one folder, its environment made from empty. `text` is trimmed; `ask` is undefined where git fails. */
export function openGit(folder: string) {
  const bytes = (words: readonly string[], options: GitOptions = {}): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const env = { PATH: process.env['PATH'] ?? '', ...ENVIRONMENT, ...options.env }
      const child = spawn('git', ['-C', folder, ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] })
      const out: Buffer[] = []
      const faults: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => faults.push(chunk))
      child.stdin.on('error', () => {}) // git may end before it has read everything
      child.on('error', reject)
      child.on('close', (code) => {
        if (code === 0) resolve(Buffer.concat(out))
        else reject(new GitFailure(words, code ?? 1, Buffer.concat([...faults, ...out]).toString()))
      })
      child.stdin.end(options.input ?? '')
    })
  const text = async (words: readonly string[], options?: GitOptions): Promise<string> =>
    (await bytes(words, options)).toString('utf8').trim()
  const ask = async (words: readonly string[], options?: GitOptions): Promise<string | undefined> => {
    try {
      return await text(words, options)
    } catch (error) {
      if (error instanceof GitFailure) return undefined
      throw error
    }
  }
  return { folder, bytes, text, ask }
}

export type Git = ReturnType<typeof openGit>
