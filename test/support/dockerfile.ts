import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

type Instruction = { readonly word: string; readonly rest: string }

/** A stage of a Dockerfile after its lines have run: its folder stands for `/`. */
export type Stage = {
  readonly name: string
  readonly root: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly user: string
  readonly command: readonly string[]
  readonly healthcheck: readonly string[]
}

/** The instructions of a Dockerfile, with continued lines joined and comments dropped. */
export function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, '')
  return lines.split('\n').flatMap((line) => {
    const [, word, rest] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? []
    return word && rest ? [{ word: word.toUpperCase(), rest }] : []
  })
}

export type DockerOptions = {
  readonly context: string
  readonly place: string
  readonly machine: Readonly<Record<string, string>>
  /** Does a RUN line in another way, in this folder, and says so by `true`. */
  instead?(script: string, folder: string): boolean
}

/**
 * Runs the COPY and RUN lines of every stage in clean folders under `place`, each command with an environment from empty plus
 * `machine` (what the base image would bring). It proves the lines, not the base image; an instruction that it does not know throws.
 */
export function runDockerfile(text: string, options: DockerOptions): readonly Stage[] {
  const stages: Stage[] = []
  for (const { word, rest } of instructionsOf(text)) {
    if (word === 'FROM') {
      const name = / AS (\S+)$/i.exec(rest)?.[1] ?? String(stages.length)
      const root = join(options.place, name)
      mkdirSync(root, { recursive: true })
      stages.push({ name, root, workdir: '/', env: {}, user: 'root', command: [], healthcheck: [] })
      continue
    }
    const stage = stages.at(-1)
    if (!stage) throw new Error(`${word} stands before FROM`)
    stages[stages.length - 1] = apply(stage, { word, rest }, { ...options, stages })
  }
  return stages
}

type Scope = DockerOptions & { readonly stages: readonly Stage[] }

function apply(stage: Stage, { word, rest }: Instruction, scope: Scope): Stage {
  switch (word) {
    case 'WORKDIR':
      mkdirSync(join(stage.root, rest), { recursive: true })
      return { ...stage, workdir: rest }
    case 'ENV': {
      const [name = '', value = ''] = rest.split('=')
      return { ...stage, env: { ...stage.env, [name]: value } }
    }
    case 'COPY':
      copy(stage, rest, scope)
      return stage
    case 'RUN':
      if (!scope.instead?.(rest, join(stage.root, stage.workdir))) shell(stage, rest, scope.machine)
      return stage
    case 'USER':
      return { ...stage, user: rest }
    case 'EXPOSE':
      return stage
    case 'HEALTHCHECK':
      return { ...stage, healthcheck: JSON.parse(rest.slice(rest.indexOf('['))) }
    case 'CMD':
      return { ...stage, command: JSON.parse(rest) }
    default:
      throw new Error(`${word} is not modelled`)
  }
}

function copy(stage: Stage, rest: string, { context, stages }: Scope): void {
  const from = /^--from=(\S+) /.exec(rest)?.[1]
  const source = from ? stages.find(({ name }) => name === from)?.root : context
  if (!source) throw new Error(`COPY names the unknown stage ${from}`)
  const words = rest.replace(/^--from=\S+ /, '').split(/\s+/)
  const target = words.at(-1) ?? ''
  const to = target.startsWith('/') ? join(stage.root, target) : join(stage.root, stage.workdir, target)
  for (const word of words.slice(0, -1)) {
    const path = join(source, word)
    if (!existsSync(path)) throw new Error(`COPY finds no ${word}`)
    // a folder gives its contents, a file itself
    cpSync(path, statSync(path).isDirectory() ? to : join(to, basename(word)), { recursive: true })
  }
}

function shell(stage: Stage, script: string, machine: Readonly<Record<string, string>>): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: join(stage.root, stage.workdir),
    env: { ...machine, ...stage.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`RUN ${script} ended with ${status}:\n${stdout}${stderr}`)
}
