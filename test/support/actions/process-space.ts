import { spawn, spawnSync } from 'node:child_process'

/** The processes of one job: what a step leaves running is there for the steps after it, and ends with the job. */
export interface ProcessSpace {
  readonly isIsolated: boolean
  /** Words that run a command among them, in the folder `cwd`. */
  readonly enter: (cwd: string) => readonly string[]
  readonly close: () => Promise<void>
}

const NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount-proc', '--']
const WAYS = [
  { open: ['unshare', ...NAMESPACE], join: [] },
  { open: ['unshare', '--user', '--map-root-user', ...NAMESPACE], join: ['--user', '--preserve-credentials'] },
]
// its first process takes in orphans, as that of a machine does
const FIRST = ['sh', '-c', 'echo ready; while :; do sleep 3600 & wait; done']
const IN_FOLDER = ['/bin/sh', '-c', 'cd "$0" && exec "$@"']

let way: (typeof WAYS)[number] | null | undefined
function probed() {
  way ??=
    WAYS.find(({ open: [program = '', ...words] }) => spawnSync(program, [...words, 'true'], { stdio: 'ignore' }).status === 0) ?? null
  return way
}

/** A pid namespace where the machine permits one; elsewhere the processes of a job are the machine's own. */
export async function openProcessSpace(): Promise<ProcessSpace> {
  const found = probed()
  if (found === null) return { isIsolated: false, enter: () => [], close: async () => undefined }
  const [program = '', ...words] = [...found.open, ...FIRST]
  const holder = spawn(program, words, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => holder.on('close', () => resolve()))
  await Promise.race([new Promise((resolve) => holder.stdout.once('data', resolve)), ended])
  const places = `/proc/${holder.pid}/ns`
  const join = [...found.join.map((word) => (word === '--user' ? `--user=${places}/user` : word)), `--mount=${places}/mnt`]
  return {
    isIsolated: true,
    enter: (cwd) => ['nsenter', ...join, `--pid=${places}/pid_for_children`, '--', ...IN_FOLDER, cwd],
    close: async () => {
      if (holder.pid !== undefined) process.kill(-holder.pid, 'SIGKILL')
      await ended
    },
  }
}
