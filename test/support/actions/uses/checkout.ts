import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import type { ActionCall, ActionResult, BuiltInAction } from '../action.ts'

const SERVE_ANY = 'git -c uploadpack.allowAnySHA1InWant=true -c uploadpack.allowTipSHA1InWant=true upload-pack'

/** What to fetch, and under which local name it is checked out. */
function target(ref: string, isOwn: boolean, call: ActionCall): readonly [source: string, local: string] {
  if (ref === '')
    return isOwn
      ? [call.repository.sha, call.repository.ref.replace(/^refs\/(heads|pull)\//, 'refs/remotes/origin/')]
      : ['HEAD', 'refs/remotes/origin/HEAD']
  if (/^[0-9a-f]{40}$/.test(ref)) return [ref, '']
  if (ref.startsWith('refs/'))
    return [ref, ref.replace(/^refs\/(heads|pull)\//, (_, kind: string) => `refs/remotes/${kind === 'pull' ? 'pull' : 'origin'}/`)]
  return [`refs/heads/${ref}`, `refs/remotes/origin/${ref}`]
}

/** Words and output of every git call go into the log, as the real action writes them: the tested commit is read from there. */
function openGit(call: ActionCall, folder: string) {
  return async (...words: readonly string[]): Promise<boolean> => {
    call.log.write(`[command]/usr/bin/git ${words.join(' ')}`)
    const { code, output } = await call.execute(['git', ...words], folder)
    for (const line of output.split('\n')) if (line !== '') call.log.write(line)
    return code === 0
  }
}

/** A branch is checked out by its name, everything else detached. */
function branchWords(local: string): readonly string[] {
  const branch = /^refs\/remotes\/origin\/(?!HEAD$|\d+\/(?:merge|head)$)(.+)$/.exec(local)?.[1]
  return branch === undefined ? ['--detach'] : ['-B', branch]
}

/** The whole history is two fetches, as in the real action: the wanted commit may be older than its branch. */
async function fetchInto(call: ActionCall, folder: string, git: ReturnType<typeof openGit>, source: string, spec: string, isOwn: boolean) {
  const depth = Number(call.inputs['fetch-depth'] ?? 1)
  const fetch = (...refs: readonly string[]) =>
    git('-c', 'protocol.version=2', 'fetch', '--no-recurse-submodules', `--upload-pack=${SERVE_ANY}`, ...refs)
  const mayPush = isOwn && call.canWriteContents
  return (
    (await git('init', '-q', '-b', 'main', folder)) &&
    (await git('remote', 'add', 'origin', source)) &&
    (mayPush || (await git('config', 'remote.origin.pushurl', 'refused:this-token-may-not-push'))) &&
    (depth > 0 || (await fetch('--tags', 'origin', '+refs/heads/*:refs/remotes/origin/*'))) &&
    (await fetch(...(depth > 0 ? [`--depth=${depth}`] : []), '--no-tags', 'origin', spec))
  )
}

async function run(call: ActionCall): Promise<ActionResult> {
  const { inputs, log, repository } = call
  const name = inputs['repository'] || `${repository.owner}/${repository.name}`
  const isOwn = name === `${repository.owner}/${repository.name}`
  const source = isOwn ? repository.folder : call.repositories[name]
  if (source === undefined) return { failure: `Not Found: repository '${name}'` }
  const folder = resolve(call.workspace, inputs['path'] ?? '')
  if (folder !== call.workspace && !folder.startsWith(call.workspace + sep))
    return { failure: `Repository path '${folder}' is not under '${call.workspace}'` }
  if (inputs['clean'] !== 'false') rmSync(join(folder, '.git'), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [wanted, local] = target(inputs['ref'] ?? '', isOwn, call)
  const git = openGit(call, folder)
  log.write(`Syncing repository: ${name}`)
  if (!(await fetchInto(call, folder, git, `file://${source}`, local === '' ? wanted : `+${wanted}:${local}`, isOwn)))
    return { failure: `The process '/usr/bin/git' failed: could not fetch ${wanted}` }
  const place = local === '' ? wanted : local
  const isOut = await git('checkout', '-q', '--force', ...branchWords(local), place)
  if (!isOut) return { failure: `could not check out ${place}` }
  const shown = await call.execute(['git', 'log', '-1', '--format=%h %s'], folder)
  log.write(`HEAD is now at ${shown.output.trim()}`)
  await git('log', '-1', '--format=%H')
  const { output } = await call.execute(['git', 'rev-parse', 'HEAD'], folder)
  return { outputs: { commit: output.trim(), ref: inputs['ref'] ?? '' } }
}

export const checkout: BuiltInAction = {
  inputs: [
    'repository',
    'ref',
    'path',
    'clean',
    'fetch-depth',
    'fetch-tags',
    'persist-credentials',
    'token',
    'show-progress',
    'set-safe-directory',
  ],
  run,
}
