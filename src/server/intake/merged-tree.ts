import { languageOf } from '../../engine/languages/index.ts'
import { mergeText } from './merge-text.ts'
import type { Tree, TreeFile } from './tree.ts'

/**
 * The merge of two trees, file by file. `unclear` are files that both sides changed and that only git can merge: all source, and of
 * documents and configuration those that do not merge line by line.
 */
export type MergedTree = { readonly tree: Tree; readonly unclear: ReadonlySet<string> }

/** What merging `head` into `base` gives, `ancestor` being their merge base. */
export function mergedTree(ancestor: Tree, base: Tree, head: Tree): MergedTree {
  const files = new Map<string, TreeFile>()
  const unclear = new Set<string>()
  for (const path of new Set([...base.files.keys(), ...head.files.keys()])) {
    const [old, theirs, ours] = [ancestor.files.get(path), base.files.get(path), head.files.get(path)]
    const chosen = isSame(theirs, ours) || isSame(theirs, old) ? ours : isSame(ours, old) ? theirs : mergedFile(path, old, theirs, ours)
    if (chosen === 'unclear') unclear.add(path)
    else if (chosen) files.set(path, chosen)
  }
  return { tree: { files, isComplete: ancestor.isComplete && base.isComplete && head.isComplete }, unclear }
}

function mergedFile(path: string, ...[old, theirs, ours]: readonly (TreeFile | undefined)[]): TreeFile | 'unclear' {
  if (typeof old?.text !== 'string' || typeof theirs?.text !== 'string' || typeof ours?.text !== 'string') return 'unclear'
  const text = languageOf(path) === null ? mergeText(old.text, theirs.text, ours.text) : null
  return text === null ? 'unclear' : { mode: ours.mode === old.mode ? theirs.mode : ours.mode, text }
}

/** A file without a text is compared with nothing: it counts as changed, unless it is missing on both sides. */
function isSame(one: TreeFile | undefined, other: TreeFile | undefined): boolean {
  if (!one || !other) return one === other
  return one.text !== null && one.text === other.text && one.mode === other.mode
}
