import { z } from 'zod'
import { message, name, nested } from './parts.ts'

/** What a failure says of the machine, the network, or what is installed. */
export const MACHINE = {
  'disk-full': z.strictObject({}),
  'out-of-memory': z.strictObject({ process: z.enum(['reported', 'killed']) }),
  'server-not-up': z.strictObject({ service: name.nullable(), address: name.nullable() }),
  network: z.strictObject({ host: name.nullable(), problem: z.enum(['unresolved', 'tls', 'answered', 'unreachable']) }),
  'missing-variable': z.strictObject({ variable: name }),
  'missing-credentials': z.strictObject({}),
  'missing-program': z.strictObject({ program: name }),
  'missing-package': z.strictObject({ package: name }),
  'package-lacks': z.strictObject({ package: name, missing: name }),
  'version-clash': z.strictObject({
    subject: name.nullable(),
    problem: z.enum(['refused', 'absent', 'other-version', 'built-for-another', 'no-such-part', 'not-requirable', 'binary']),
  }),
  'same-on-base': z.strictObject({ after: nested }),
  'not-compared': z.strictObject({ after: nested, why: nested }),
  'brought-by-change': z.strictObject({ after: nested }),
  'asked-for-not-there': z.strictObject({ after: nested }),
  'other-failure-on-base': z.strictObject({ after: nested }),
  'named-by-change': z.strictObject({ after: nested, subject: name, why: nested }),
  'no-sign-of-it': z.strictObject({}),
  'job-ended-early': z.strictObject({ said: message }),
}
