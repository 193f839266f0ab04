import { reason } from '../../../../model/reason.ts'
import type { MachineCause } from './machine-sign.ts'
import { isOwn, packageOf } from './own-module.ts'

/** A module that neither version of the repository ever held. */
export const missingPackage = {
  name: 'missing-package',
  description: 'The failure names a package that is part of neither version of the repository: it is not installed.',
  verdict: 'environment',
  sign(failure, context) {
    const { type, module, missingName } = context.read(failure)
    if (type !== 'import_error' || module === null || missingName !== null) return null
    const name = packageOf(module, context)
    return name === null || isOwn(name, context) ? null : { what: reason('missing-package', { package: name }), subject: name }
  },
} satisfies MachineCause
