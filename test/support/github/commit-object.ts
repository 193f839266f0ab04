import { createHmac } from 'node:crypto'
import type { Git } from './git.ts'

export interface Person {
  readonly name: string
  readonly email: string
  /** ISO 8601 */
  readonly date: string
}

export interface Commit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Person
  readonly committer: Person
  readonly message: string
  readonly signature: string | null
  readonly payload: string
}

export type NewCommit = Pick<Commit, 'tree' | 'parents' | 'author' | 'committer' | 'message'>

const KEY = 'the signing key of this stand-in' // GitHub signs with its web-flow key; here an HMAC stands for it
const BEGIN = '-----BEGIN PGP SIGNATURE-----'
const END = '-----END PGP SIGNATURE-----'

export const WEB_FLOW = { name: 'GitHub', email: 'noreply@github.com' }

const sign = (payload: string) => `${BEGIN}\n\n${createHmac('sha256', KEY).update(payload).digest('base64')}\n${END}`
/** A person as git's own formats write one. */
export const personLine = ({ name, email, date }: Person) => `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`

function formatCommit(commit: NewCommit, signature: string | null): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${personLine(commit.author)}`,
    `committer ${personLine(commit.committer)}`,
    ...(signature === null ? [] : [`gpgsig ${signature.replaceAll('\n', '\n ')}`]),
  ]
  return `${lines.join('\n')}\n\n${commit.message}`
}

/** Writes a commit object, signed as GitHub signs for an App where `isSigned`. */
export function writeCommit(git: Git, commit: NewCommit, isSigned: boolean): Promise<string> {
  const text = formatCommit(commit, isSigned ? sign(formatCommit(commit, null)) : null)
  return git.text(['hash-object', '-t', 'commit', '-w', '--stdin'], { input: text })
}

function readPerson(line: string): Person {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*?)> (\d+)/.exec(line) ?? []
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') }
}

/** Reads the commit that `revision` names; undefined where there is none. */
export async function readCommit(git: Git, revision: string): Promise<Commit | undefined> {
  return (await readCommits(git, [revision]))[0]
}

/** Reads the commits that revisions name, in their order and in one process; undefined for each that names none. */
export async function readCommits(git: Git, revisions: readonly string[]): Promise<readonly (Commit | undefined)[]> {
  // a line break would ask for one object more
  const input = revisions.map((revision) => `${revision.includes('\n') ? '' : revision}^{commit}\n`).join('')
  const answer = revisions.length === 0 ? Buffer.alloc(0) : await git.bytes(['cat-file', '--batch'], { input })
  let at = 0
  return revisions.map(() => {
    const end = answer.indexOf('\n', at)
    const [, sha, size] = /^(\w+) commit (\d+)$/.exec(answer.toString('utf8', at, end)) ?? []
    at = end + 1
    if (sha === undefined) return undefined
    const text = answer.toString('utf8', at, at + Number(size))
    at += Number(size) + 1
    return parseCommit(sha, text)
  })
}

function parseCommit(sha: string, text: string): Commit {
  const end = text.indexOf('\n\n')
  const head = text.slice(0, end)
  const fields = head.replaceAll('\n ', '\0').split('\n')
  const of = (name: string) => fields.filter((field) => field.startsWith(`${name} `)).map((field) => field.slice(name.length + 1))
  const signature = of('gpgsig')[0]?.replaceAll('\0', '\n') ?? null
  const payload = `${fields.filter((field) => !field.startsWith('gpgsig ')).join('\n')}\n\n${text.slice(end + 2)}`
  const [author = '', committer = ''] = [of('author')[0], of('committer')[0]]
  const people = { author: readPerson(author), committer: readPerson(committer) }
  return {
    sha,
    tree: of('tree')[0] ?? '',
    parents: of('parent'),
    ...people,
    message: text.slice(end + 2).replace(/\n$/, ''),
    signature,
    payload,
  }
}

/** Always computed from the object: `valid` for our own signature, `invalid` for ours under another text. */
export function verificationOf({ signature, payload }: Commit) {
  const reason = signature === null ? 'unsigned' : signature === sign(payload) ? 'valid' : 'invalid'
  return { verified: reason === 'valid', reason, signature, payload: signature === null ? null : payload, verified_at: null }
}
