import { type Check, result } from './check.ts'

const NAME = 'test-files-only'

export const testFilesOnly = {
  name: NAME,
  description: 'Only tests and their helpers are edited, never the product.',
  needs: 'text',
  examine({ files, framework }) {
    const other = files.find(({ path }) => !framework.isEditable(path))
    const why = other && framework.isTestFile(other.path) ? 'is excluded by TEST_FILES_EXCLUDE' : 'is not a test file'
    return other ? result(NAME, false, `${other.path} ${why}`) : result(NAME, true, files.map(({ path }) => path).join(', '))
  },
} satisfies Check
