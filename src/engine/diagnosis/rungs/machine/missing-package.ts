import { reason } from '../../../../model/reason.ts'
import { packageKey } from '../../../changes/packages/dependency-changes.ts'
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
    if (name === null) return null
    // a package that lacks a part is there
    const isAskedFor = module === name && context.declaredPackages.has(packageKey(name))
    return isOwn(name, context) && !isAskedFor ? null : { what: reason('missing-package', { package: name }), subject: name, isAskedFor }
  },
} satisfies MachineCause
