import type { MACHINE as CODES } from '../../../model/reasons/machine.ts'
import type { TemplatesFor } from '../template.ts'

const CLASHES = {
  refused: 'is installed in a version that another package refuses',
  absent: 'is not installed',
  'other-version': 'is installed in another version than the one that is required',
  'built-for-another': 'is not the version that a compiled package was built for',
  'no-such-part': 'has no such part in the installed version',
  'not-requirable': 'is installed in a version that cannot be loaded with require()',
  binary: 'was built for another version',
} as const

export const MACHINE: TemplatesFor<typeof CODES> = {
  'disk-full': () => 'the disk is full',
  'out-of-memory': ({ process }) =>
    process === 'killed' ? 'the test process was killed (exit code 137), as when memory runs out' : 'the memory ran out',
  'server-not-up': ({ service, address }, { code }) =>
    `${service ?? 'a service'}${address === null ? '' : ` at ${code(address)}`} is not running`,
  network: ({ host, problem }, { code }) => {
    const where = host === null ? 'a host' : code(host)
    switch (problem) {
      case 'unresolved':
        return `the name of ${where} could not be resolved`
      case 'tls':
        return `the TLS handshake with ${where} failed`
      case 'answered':
        return `${where} answered with an error`
      case 'unreachable':
        return `${where} could not be reached over the network`
    }
  },
  'missing-variable': ({ variable }, { code }) => `the environment variable ${code(variable)} is not set`,
  'missing-credentials': () => 'there are no credentials on this machine',
  'missing-program': ({ program }, { code }) => `${code(program)} is not installed`,
  'missing-package': (parts, { code }) => `the package ${code(parts.package)} is not installed`,
  'package-lacks': (parts, { code }) => `the installed ${code(parts.package)} has no ${code(parts.missing)}`,
  'version-clash': ({ subject, problem }, { code }) => `${subject === null ? 'a package' : code(subject)} ${CLASHES[problem]}`,
  'same-on-base': ({ after }, { reason }) => `${reason(after)}, and the base fails the same way`,
  'not-compared': ({ after, why }, { reason }) => `${reason(after)} (not compared with the base: ${reason(why)})`,
  'asked-for-not-there': ({ after }, { reason }) => `${reason(after)}, though the repository asks for it; the base does without it`,
  'brought-by-change': ({ after }, { reason }) => `${reason(after)}, but the base passes on the same machine, so the change brought it`,
  'other-failure-on-base': ({ after }, { reason }) => `${reason(after)}, but the base fails in another way`,
  'named-by-change': ({ after, subject, why }, { reason, code }) =>
    `${reason(after)}, but the change itself names ${code(subject)}, and nothing tells whether the machine or the change is the cause (${reason(why)})`,
  'no-sign-of-it': () => 'the failure shows no sign of it',
  'job-ended-early': ({ said }, { text }) => `the job ended before any test began${said === '' ? '' : `: ${text(said)}`}`,
}
