import type { Environment } from '../../model/environment.ts'
import type { RunMachine } from '../../model/runs/run-machine.ts'
import { isolation } from '../../sandbox/isolation.ts'

/** The machine of this job; the workflow names what it ended in SUTURE_ENDED. */
export function machineOf(env: Environment): RunMachine {
  const names = (env['SUTURE_ENDED'] ?? '').split(' ').filter((name) => name !== '')
  const ended = [...new Set(names.map((name) => name.slice(0, 40)))].slice(0, 50)
  return { isolation: isolation().length > 0 ? 'namespace' : 'search', ended }
}

/** What a person who runs tests here should know. */
export function isolationNotes({ isolation: kind }: RunMachine): readonly string[] {
  if (kind === 'namespace') return []
  return [
    'this machine gives tests no process namespace of their own: what they leave running is searched for and ended, and may hide from that',
  ]
}

/** Two jobs of one healing as one: the weaker isolation, and all that was ended. */
export function joined(one: RunMachine, other: RunMachine): RunMachine {
  return {
    isolation: one.isolation === 'search' ? 'search' : other.isolation,
    ended: [...new Set([...one.ended, ...other.ended])].slice(0, 50),
  }
}
