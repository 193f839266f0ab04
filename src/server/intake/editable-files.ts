import { isCleanPath } from '../../engine/archives/clean-path.ts'
import type { Framework } from '../../engine/frameworks/framework.ts'
import { isTestData } from '../../engine/frameworks/test-data.ts'
import type { Tree } from './tree.ts'

/**
 * Why a file may not be edited, or `null` where it may: only existing, regular test files, never configuration, a workflow, a link,
 * or anything outside of the repository. `tested` is the tree that CI tested; a file that differs there was not what the run repaired.
 */
export function whyNotEditable(path: string, framework: Framework, head: Tree, tested: Tree): string | null {
  if (!isCleanPath(path)) return 'it is not a path inside the repository'
  if (path.split('/').some((part) => part.startsWith('.'))) return 'it is a hidden file or in a hidden folder'
  if (!framework.isTestFile(path) && !isTestData(path)) return 'it is not a test file'
  if (!framework.isEditable(path)) return 'it is listed in TEST_FILES_EXCLUDE'
  const file = head.files.get(path)
  if (!file)
    return head.isComplete ? 'it is not part of the commit' : 'it is not in what the server reads of its commit, which is gone or too large'
  if (file.mode === '120000') return 'it is a symbolic link'
  if (file.text === null) return 'it is not a text that the server can read'
  if (tested.files.get(path)?.text !== file.text) return 'its text differs in the tree that was tested'
  return null
}
