import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a system keeps its own programs: PATH may have been led elsewhere. */
const SYSTEM_FOLDERS = ['/usr/bin', '/bin', '/usr/local/bin', '/run/current-system/sw/bin']
const systemProgram = (name: string) => SYSTEM_FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))

let found: readonly string[] | undefined

/**
 * Words to put before a command so that whatever it leaves running dies with it, and so that it sees no other process: a process namespace
 * of its own where the machine permits one (root, or user namespaces that keep the caller's user), none elsewhere. Tried once a process.
 */
export function isolation(): readonly string[] {
  if (found === undefined) {
    const [unshare, sh] = [systemProgram('unshare'), systemProgram('sh')]
    // A shell is process 1 of the namespace, so that the command itself keeps an ordinary process id and ordinary signals.
    const rest = ['--pid', '--fork', '--kill-child', '--mount-proc', '--', sh ?? 'sh', '-c', '"$@"; exit $?', 'sh']
    const ways =
      unshare && process.platform === 'linux'
        ? [
            [unshare, ...rest],
            [unshare, '--user', '--map-current-user', ...rest],
          ]
        : []
    found =
      ways.find(([program = '', ...words]) => spawnSync(program, [...words, 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0) ?? []
  }
  return found
}
