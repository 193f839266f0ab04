import { type Check, result } from './check.ts'

const NAME = 'test files only'

export const testFilesOnly = {
  name: NAME,
  description: 'Only tests and their helpers are edited, never the product.',
  needs: 'text',
  examine({ files, framework }) {
    const other = files.find(({ path }) => !framework.isTestFile(path))
    return other ? result(NAME, false, `${other.path} is not a test file`) : result(NAME, true, files.map(({ path }) => path).join(', '))
  },
} satisfies Check
