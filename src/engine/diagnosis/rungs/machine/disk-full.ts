import { reason } from '../../../../model/reason.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'

export const diskFull = {
  name: 'disk-full',
  description: 'A write failed because the disk, a quota or the number of watched files is used up.',
  verdict: 'infrastructure',
  sign: (failure) =>
    /No space left on device|\bENOSPC\b|\bEDQUOT\b|[Dd]isk quota exceeded|not enough space on the disk|database or disk is full/.test(
      thrownText(failure),
    )
      ? { what: reason('disk-full', {}), subject: null }
      : null,
} satisfies MachineCause
