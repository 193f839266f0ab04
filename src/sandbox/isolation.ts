import { spawnSync } from 'node:child_process'

// A shell is process 1 of the namespace, so that the command itself keeps an ordinary process id and ordinary signals.
const INIT = ['sh', '-c', '"$@"; exit $?', 'sh']
const NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount-proc', '--', ...INIT]

let found: readonly string[] | undefined

/**
 * Words to put before a command so that whatever it leaves running dies with it: a process namespace of its own where the machine permits
 * one (root, or user namespaces that keep the caller's user), none elsewhere. Tried once a process.
 */
export function isolation(): readonly string[] {
  if (found === undefined) {
    const ways =
      process.platform === 'linux'
        ? [
            ['unshare', ...NAMESPACE],
            ['unshare', '--user', '--map-current-user', ...NAMESPACE],
          ]
        : []
    found =
      ways.find(([program = '', ...words]) => spawnSync(program, [...words, 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0) ?? []
  }
  return found
}
