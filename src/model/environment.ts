/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The variable that names, apart by blanks, those which tests get besides what every program needs. */
export const PASS_ENV = 'SUTURE_PASS_ENV'

const NAME = /^[A-Za-z_]\w*$/
// of the machine that runs a workflow, where they hold tokens or lead later steps astray, and of Suture
const RESERVED = /^(?:GITHUB|ACTIONS|RUNNER|SUTURE)_/i

/** Whether a variable of this name may be passed to tests at all. */
export function mayPass(name: string): boolean {
  return NAME.test(name) && !RESERVED.test(name)
}

/** The names in such a list that may be passed. */
export function passedNames(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(/\s+/).filter(mayPass))
}
