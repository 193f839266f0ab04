import type { Git } from './git.ts'

export interface DiffFile {
  readonly sha: string
  readonly filename: string
  readonly previous_filename?: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed'
  readonly additions: number
  readonly deletions: number
  readonly changes: number
  /** absent for binary files */
  readonly patch?: string
}

const STATUS: Readonly<Record<string, DiffFile['status']>> = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'changed' }
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

/** The text after a patch's first hunk header, by file, in the order of the raw list. */
function patchesOf(text: string): readonly (string | undefined)[] {
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map((part) => {
      const at = part.search(/^@@ /m)
      return at < 0 ? undefined : part.slice(at).replace(/\n$/, '')
    })
}

function countsOf(numstat: string): readonly { readonly additions: number; readonly deletions: number }[] {
  const fields = numstat.split('\0')
  const counts: { additions: number; deletions: number }[] = []
  for (let at = 0; at < fields.length - 1; at++) {
    const [added = '', removed = '', name = ''] = (fields[at] ?? '').split('\t')
    counts.push({ additions: Number(added) || 0, deletions: Number(removed) || 0 })
    if (name === '') at += 2 // a rename names both files in fields of their own
  }
  return counts
}

/** The changed files between two trees or commits as GitHub lists them. */
export async function diffFiles(git: Git, base: string, head: string): Promise<readonly DiffFile[]> {
  const words = (...options: readonly string[]) => ['diff-tree', '-r', '-M', ...options, base, head]
  const [raw, numstat, patch] = await Promise.all([
    git.bytes(words('--raw', '-z', '--no-abbrev')),
    git.bytes(words('--numstat', '-z')),
    git.bytes(words('--patch', '--no-color')),
  ])
  const counts = countsOf(numstat.toString('utf8'))
  const patches = patchesOf(patch.toString('utf8'))
  const fields = raw.toString('utf8').split('\0')
  const files: DiffFile[] = []
  for (let at = 0; at < fields.length - 1; at += 2) {
    const [, , before = '', after = '', letters = ''] = (fields[at] ?? '').split(' ')
    const letter = letters[0] ?? 'M'
    const first = fields[at + 1] ?? ''
    if (letter === 'R') at += 1
    const { additions, deletions } = counts[files.length] ?? { additions: 0, deletions: 0 }
    const text = patches[files.length]
    files.push({
      ...{ sha: letter === 'D' ? before : after, filename: fields[at + 1] ?? '', status: STATUS[letter] ?? 'modified' },
      ...{ additions, deletions, changes: additions + deletions },
      ...(letter === 'R' ? { previous_filename: first } : {}),
      ...(text === undefined ? {} : { patch: text }),
    })
  }
  return files
}
