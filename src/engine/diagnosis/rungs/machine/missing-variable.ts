import { reason } from '../../../../model/reason.ts'
import { type MachineCause, type MachineSign, thrownText } from './machine-sign.ts'

const NAME = '[\'"`$]{0,2}(?<![A-Z0-9_])(?<name>[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60}|[A-Z]{4,60})(?![A-Z0-9_])[\'"`]?'

const TEXTS: readonly RegExp[] = [
  new RegExp(
    `${NAME} (?:environment |env )?(?:variable |var )?(?:is|was|must be|has) (?:not (?:been )?(?:set|defined|provided|configured|found)|missing|required|empty|undefined|unset|set)\\b`,
  ),
  new RegExp(
    `(?:[Ee]nvironment variables?|[Ee]nv vars?|[Ss]ecrets?)[: ]{1,2}${NAME}[^\\n]{0,40}(?:not|missing|required|undefined|must be set)`,
  ),
  new RegExp(
    `(?:[Mm]issing|[Ss]et|[Rr]equires?|[Ee]xpected|setting)(?: the)?(?: required)?(?: environment| env)(?: variables?| vars?)?:? ${NAME}`,
  ),
  new RegExp(`(?:[Ss]et|setting) the ${NAME} environment variable`),
  new RegExp(`${NAME} not found\\. Declare it as envvar`),
]
const CREDENTIALS =
  /NoCredentialsError|Unable to locate credentials|DefaultCredentialsError|CredentialsProviderError|Could not load credentials from any providers/

export const missingVariable = {
  name: 'missing-variable',
  description: 'An environment variable or a secret that the tests need is not set on this machine.',
  verdict: 'environment',
  sign(failure, { read }): MachineSign | null {
    const { type, key } = read(failure)
    const last = failure.frames.at(-1)
    const isEnviron =
      last?.file === null && /__getitem__|__delitem__/.test(last.function) && /<frozen os>|\bos\.py\b|environ/.test(failure.stack)
    if (type === 'key_error' && key !== null && isEnviron) return missing(key)
    const text = thrownText(failure)
    const name = TEXTS.map((expression) => expression.exec(text)?.groups?.['name']).find((found) => found !== undefined)
    if (name !== undefined && type === 'runtime_error') return missing(name)
    return CREDENTIALS.test(text) ? { what: reason('missing-credentials', {}), subject: null } : null
  },
} satisfies MachineCause

function missing(variable: string): MachineSign {
  return { what: reason('missing-variable', { variable }), subject: variable }
}
