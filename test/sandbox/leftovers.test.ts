import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A user namespace in which nobody may make a process namespace, as a machine that refuses them; its own processes are all that is seen. */
const REFUSING = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc', '--', 'sh', '-c']
const REFUSE = 'echo 0 > /proc/sys/user/max_pid_namespaces && exec "$@"'
const isAble = spawnSync(REFUSING[0] ?? '', [...REFUSING.slice(1), `${REFUSE.replace('exec "$@"', 'true')}`]).status === 0

const SANDBOX = JSON.stringify(join(import.meta.dirname, '../../src/sandbox'))
const SCRIPT = `
const { runProcess } = await import(${SANDBOX} + '/run-process.ts')
const { openHost } = await import(${SANDBOX} + '/host.ts')
const { isolation } = await import(${SANDBOX} + '/isolation.ts')
const { processList } = await import(${SANDBOX} + '/process-list.ts')
const [, how, machine, command] = process.argv
const env = { PATH: process.env.PATH, SUTURE_MACHINE: machine, SUTURE_STARTED: '0' }
const options = { cwd: '/', env, timeoutMs: 10000, outputLimitBytes: 1000 }
const other = ${'`'}echo '{}' >&3; while read -r line <&3; do ${'${command}'}; echo "$line" >&3; done${'`'}
let leftovers = null
if (how === 'run') await runProcess(['sh', '-c', command], { ...options, isolate: true })
else {
  const host = openHost(['sh', '-c', other], options)
  leftovers = (await host.ask({}, 5000)).leftovers
  await host.close()
}
console.log(JSON.stringify({ isolated: isolation().length > 0, leftovers, living: processList().map(({ name }) => name) }))
`

function left(how: 'run' | 'ask', machine: 'github-hosted' | 'laptop', command: string) {
  const words = [...REFUSING.slice(1), REFUSE, 'sh', process.execPath, '--input-type=module', '-e', SCRIPT, '--', how, machine, command]
  const text = execFileSync(REFUSING[0] ?? '', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(text) as { isolated: boolean; leftovers: readonly string[] | null; living: readonly string[] }
}

/** A daemon: of no group, session or parent of the test. */
const DAEMON = '(setsid sh -c "sleep 60 & sleep 60" > /dev/null 2>&1 &); sleep 0.2'

describe.skipIf(!isAble)('where the machine refuses namespaces', () => {
  test.each(['github-hosted', 'laptop'] as const)('a daemon that a run leaves is ended (%s)', (machine) => {
    const { isolated, living } = left('run', machine, DAEMON)
    expect(isolated).toBe(false)
    expect(living).not.toContain('sleep')
  })

  test('a daemon that a run leaves beside a lasting process is named, and ended', () => {
    const { leftovers, living } = left('ask', 'laptop', DAEMON)
    expect(leftovers).toContain('sleep')
    expect(living).not.toContain('sleep')
  })

  test('one that hides where it comes from is ended only on a machine that is the job’s alone', () => {
    const hidden = DAEMON.replace('setsid', 'env -i /usr/bin/setsid')
    expect(left('run', 'github-hosted', hidden).living).not.toContain('sleep')
    expect(left('run', 'laptop', hidden).living).toContain('sleep')
  })
})
