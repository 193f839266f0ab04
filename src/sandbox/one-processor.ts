import { existsSync } from 'node:fs'

const TASKSET = ['/usr/bin/taskset', '/bin/taskset'].find((path) => existsSync(path))

/** Words to put before a command so that it and all that it starts share one processor; `null` where this machine cannot do that. */
export function onOneProcessor(): readonly string[] | null {
  return TASKSET === undefined ? null : [TASKSET, '-c', '0']
}
