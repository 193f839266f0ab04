import { createProject, type Project } from '../../changes/resolve/project.ts'
import { lineAt } from '../../languages/syntax.ts'
import { type Introduced, introduced } from '../symbols/introduced.ts'
import { presence } from '../symbols/presence.ts'
import { type Check, result } from './check.ts'

const NAME = 'symbols-resolve'
/** Names that a reader is shown. */
const SHOWN = 3

export const symbolsResolve = {
  name: NAME,
  description: 'Every name, import, member, keyword and patched path that the edits bring exists in the head.',
  needs: 'text',
  examine({ files, trees, parsers }) {
    const edited = createProject(new Map(files.map(({ path, after }) => [path, after])), parsers)
    // a test may use what the same edits bring to a helper
    const project: Project = { ...trees.after, file: (path) => edited.file(path) ?? trees.after.file(path) }
    let there = 0
    const unread: string[] = []
    for (const { path } of files) {
      const now = edited.file(path)
      if (now === null) continue
      for (const one of introduced(trees.after.file(path), now)) {
        const found = presence(one, now, project)
        if (found.kind === 'missing') return result(NAME, false, `${path}:${lineAt(now.text, startOf(one))}: ${found.reason}`)
        if (found.kind === 'there') there += 1
        if (found.kind === 'unread') unread.push(found.what)
      }
    }
    const other = [...new Set(unread)]
    if (other.length > 0) return result(NAME, null, `${other.slice(0, SHOWN).join(', ')} was not read`)
    if (there === 0) return result(NAME, null, 'no name that can be looked up is new')
    return result(NAME, true, there === 1 ? 'the one name that is new exists' : `all ${there} names that are new exist`)
  },
} satisfies Check

function startOf(one: Introduced): number {
  if (one.kind === 'import') return one.entry.item.start
  return one.kind === 'name' ? one.name.start : one.start
}
