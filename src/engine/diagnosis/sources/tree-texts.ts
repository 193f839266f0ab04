import type { FileChange } from '../../../model/file-change.ts'

/** Where the texts of both trees are read from: the runner's checkout, or what the server fetched. */
export type TreeTexts = {
  listFiles(tree: 'base' | 'head'): Promise<readonly string[]>
  readFile(tree: 'base' | 'head', path: string): Promise<string | null>
  changes(): Promise<readonly FileChange[]>
  /** Messages of the commits between the trees, and what else their author wrote of them. */
  intentTexts?(): Promise<readonly string[]>
}
