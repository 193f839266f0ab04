import type { RunMachine } from '../../model/runs/run-machine.ts'
import { code } from './markdown.ts'

const MOST_NAMED = 5

/** What a reader should know of the machine that ran the tests, as it says itself. */
export function machineNotes(machine: RunMachine | null): string[] {
  if (machine === null) return []
  const named = machine.ended.slice(0, MOST_NAMED).map((name) => code(name))
  const more = machine.ended.length - named.length
  const ended = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')
  return [
    ...(ended === ''
      ? []
      : [
          `Set-up steps had left programs running, which were ended before the tests: ${ended}. A test that needs one of them fails for that; start it as one of the job's \`services\`.`,
        ]),
    ...(machine.isolation === 'namespace'
      ? []
      : ['The machine gave the tests no process namespace of their own: what they left running was searched for and ended.']),
  ]
}
