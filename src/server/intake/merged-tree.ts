import type { Tree, TreeFile } from './tree.ts'

/** The merge of two trees, file by file; `unclear` are those that both sides changed, whose merge only git can tell. */
export type MergedTree = { readonly tree: Tree; readonly unclear: ReadonlySet<string> }

/** What merging `head` into `base` gives, `ancestor` being their merge base. */
export function mergedTree(ancestor: Tree, base: Tree, head: Tree): MergedTree {
  const files = new Map<string, TreeFile>()
  const unclear = new Set<string>()
  for (const path of new Set([...base.files.keys(), ...head.files.keys()])) {
    const [old, theirs, ours] = [ancestor.files.get(path), base.files.get(path), head.files.get(path)]
    const chosen = isSame(theirs, ours) || isSame(theirs, old) ? ours : isSame(ours, old) ? theirs : 'unclear'
    if (chosen === 'unclear') unclear.add(path)
    else if (chosen) files.set(path, chosen)
  }
  return { tree: { files, isComplete: ancestor.isComplete && base.isComplete && head.isComplete }, unclear }
}

/** A file without a text is compared with nothing: it counts as changed, unless it is missing on both sides. */
function isSame(one: TreeFile | undefined, other: TreeFile | undefined): boolean {
  if (!one || !other) return one === other
  return one.text !== null && one.text === other.text && one.mode === other.mode
}
