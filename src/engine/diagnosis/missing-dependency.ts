import { readFailure } from '../reports/failure-types/index.ts'
import { decide, passOn } from './finding.ts'
import type { Rule } from './rule.ts'

const NAME = 'dependencies present'

/** A module that neither tree ever held belongs to the environment. */
export const missingDependency = {
  name: NAME,
  description: 'The failure names a package that is part of neither version of the repository: it is not installed.',
  examine({ failing, framework, trees }) {
    const failure = failing?.failure
    if (!failure) return passOn(NAME, 'no failure to read')
    const { module, missingName } = readFailure(failure)
    const missing =
      module !== null &&
      missingName === null &&
      /Module|Import|Error: Cannot find|Failed to/.test(`${failure.exception} ${failure.message}`)
    if (!missing || isRelative(module)) return passOn(NAME, 'the failure names no missing package')
    const top =
      framework.language === 'python'
        ? (module.split('.')[0] ?? module)
        : module.split('/')[0]?.startsWith('@')
          ? module.split('/').slice(0, 2).join('/')
          : (module.split('/')[0] ?? module)
    const own = [...trees.before.paths, ...trees.after.paths].some((path) =>
      path.split('/').some((part) => part.replace(/\.\w+$/, '') === top),
    )
    if (own) return passOn(NAME, `${module} belongs to this repository`)
    return decide(NAME, { verdict: 'environment', rootCause: `the package ${top} is not installed`, confidence: 0.95 })
  },
} satisfies Rule

function isRelative(module: string): boolean {
  return module.startsWith('.') || module.startsWith('/')
}
