import { type Check, result } from './check.ts'
import { foreignEdit } from './declared-edits.ts'

const NAME = 'expectations unchanged'

export const oraclePreserved = {
  name: NAME,
  description:
    'Token by token, only names, places and arguments that the source declares replaced are different; every assertion reads as before.',
  needs: 'text',
  examine({ files, changes, parsers }) {
    for (const file of files) {
      const foreign = foreignEdit(file, changes, parsers)
      if (foreign) return result(NAME, false, `${file.path}:${foreign.line}: ${foreign.reason}`)
    }
    return result(NAME, true, 'only declared names, places and arguments differ')
  },
} satisfies Check
