import { readSources, type Sources } from '../../engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../engine/frameworks/framework.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { Tree } from './tree.ts'

type Comparison = {
  readonly base: Tree
  readonly head: Tree
  /** What the author wrote of the change: the words of the pull request, then the messages of the commits, newest first. */
  readonly intentTexts: readonly string[]
}

/** Reads two trees as the runner does, from the texts that the server fetched: nothing is ever checked out or run here. */
export function compareTrees({ base, head, intentTexts }: Comparison, framework: Framework, parsers: Parsers): Promise<Sources> {
  const text = (tree: Tree, path: string) => tree.files.get(path)?.text ?? null
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])].sort()
  const changes = paths
    .map((path) => ({ path, before: text(base, path), after: text(head, path) }))
    .filter(({ before, after }) => before !== after)
  const texts = {
    listFiles: async (name: 'base' | 'head') => [...(name === 'base' ? base : head).files.keys()].sort(),
    readFile: async (name: 'base' | 'head', path: string) => text(name === 'base' ? base : head, path),
    changes: async () => changes,
    intentTexts: async () => intentTexts,
  }
  return readSources(texts, framework, parsers)
}
