import { isTestData } from '../../frameworks/test-data.ts'
import { languageOf } from '../../languages/index.ts'
import { isStructured, readDocument } from '../../repair/data/data-document.ts'
import { type Check, result } from './check.ts'

const NAME = 'parses'

export const parses = {
  name: NAME,
  description: 'Every edited file still parses.',
  needs: 'text',
  examine({ files, parsers }) {
    for (const { path, after } of files) {
      if (languageOf(path) === null && isTestData(path)) {
        if (isStructured(path) && readDocument(path, after) === null) return result(NAME, false, `${path} cannot be read any more`)
        continue
      }
      const errors = parsers.parse(path, after)?.errors ?? [1]
      if (errors.length > 0) return result(NAME, false, `${path} has a syntax error in line ${errors[0]}`)
    }
    return result(NAME, true, files.length === 1 ? 'the file parses' : `all ${files.length} files parse`)
  },
} satisfies Check
