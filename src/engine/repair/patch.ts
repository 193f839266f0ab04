import { createTwoFilesPatch } from 'diff'
import { type EditedFile, isTakenAway } from './edited-files.ts'

/** One unified diff of all edited files, in the form that `git apply` takes; '' for none. Files come sorted by path. */
export function unifiedPatch(files: readonly EditedFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return sorted
    .map(({ path, before, after }) => {
      const isGone = isTakenAway({ path, after })
      const text = createTwoFilesPatch(`a/${path}`, isGone ? '/dev/null' : `b/${path}`, before, after, '', '', { context: 3 })
      const mode = isGone ? 'deleted file mode 100644\n' : ''
      return `diff --git a/${path} b/${path}\n${mode}${text.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*?)\t$/gm, '$1 $2')}`
    })
    .join('')
}
