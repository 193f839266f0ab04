import { type Check, result } from '../../../src/engine/review/checks/check.ts'

// Copy to src/engine/review/checks/<name>.ts (the name is the file's), and name it in the list of src/engine/review/checks/index.ts. A check that
// examined nothing says `null`, which is shown as 'not run'. `needs: 'text'` is made by the server too; `needs: 'run'` is a claim there.

const NAME = 'no-new-lines'

/** No edit adds a line. */
export const checkTemplate = {
  name: NAME,
  description: 'The edited files have as many lines as before, so nothing was wrapped or added.',
  needs: 'text',
  examine({ files }) {
    if (files.length === 0) return result(NAME, null, 'no file is edited')
    const grown = files.find(({ before, after }) => after.split('\n').length > before.split('\n').length)
    return grown ? result(NAME, false, `${grown.path} has more lines`) : result(NAME, true, `${files.length} files keep their lines`)
  },
} satisfies Check
