import { z } from 'zod'
import type { TreeName, Workspace } from '../../engine/ports.ts'

const Tree = z.object({ paths: z.array(z.string()), texts: z.record(z.string(), z.string().nullable()) })

/** Everything that was read of both trees: their paths, the texts that were read, what changed, and what the author wrote about it. */
export const RecordedTexts = z.object({
  base: Tree,
  head: Tree,
  changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  intentTexts: z.array(z.string()),
})
export type RecordedTexts = Readonly<z.infer<typeof RecordedTexts>>

/** The workspace, and what was read through it so far. */
export function recordTexts(workspace: Workspace): { readonly workspace: Workspace; texts(): RecordedTexts } {
  const trees = {
    base: { paths: new Set<string>(), texts: new Map<string, string | null>() },
    head: { paths: new Set<string>(), texts: new Map<string, string | null>() },
  }
  let changes: RecordedTexts['changes'] = []
  let intentTexts: readonly string[] = []
  const recorded: Workspace = {
    ...workspace,
    base: workspace.base,
    head: workspace.head,
    listFiles: async (tree) => {
      const paths = await workspace.listFiles(tree)
      for (const path of paths) trees[tree].paths.add(path)
      return paths
    },
    readFile: async (tree, path) => {
      const text = await workspace.readFile(tree, path)
      trees[tree].texts.set(path, text)
      return text
    },
    changes: async () => {
      const found = await workspace.changes()
      changes = [...found]
      return found
    },
    intentTexts: async () => {
      intentTexts = await workspace.intentTexts()
      return intentTexts
    },
  }
  const written = ({ paths, texts }: (typeof trees)['base']) => ({ paths: [...paths], texts: Object.fromEntries(texts) })
  return {
    workspace: recorded,
    texts: () => ({ base: written(trees.base), head: written(trees.head), changes, intentTexts: [...intentTexts] }),
  }
}

/** A workspace that gives back what was recorded. It holds no tree on disk: nothing can be run in it. */
export function replayTexts(recorded: RecordedTexts, commits: { readonly base: string; readonly head: string }): Workspace {
  return {
    ...commits,
    listFiles: async (tree: TreeName) => recorded[tree].paths,
    readFile: async (tree, path) => recorded[tree].texts[path] ?? null,
    changes: async () => recorded.changes,
    intentTexts: async () => recorded.intentTexts,
    checkOut: () => Promise.reject(new Error('a kept healing has no tree to run tests in')),
  }
}
