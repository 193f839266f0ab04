import { expect, test } from 'vitest'
import { withJobEnvironment } from '../../../src/runner/session/job-environment.ts'
import { joined, machineOf } from '../../../src/runner/session/run-machine.ts'

test('what the job sets for its tests comes back; what is GitHub’s or Suture’s own does not', () => {
  const job = {
    LD_LIBRARY_PATH: '/opt/python/lib',
    PYTHONPATH: 'src',
    PATH: '/evil',
    NODE_OPTIONS: '-r evil',
    GITHUB_ENV: '/x',
    SUTURE_GIT: '/evil/git',
  }
  const env = { PATH: '/bin', SUTURE_GIT: '/usr/bin/git', SUTURE_JOB_ENV: JSON.stringify(job) }
  expect(withJobEnvironment(env)).toEqual({
    ...{ PATH: '/bin', SUTURE_GIT: '/usr/bin/git', LD_LIBRARY_PATH: '/opt/python/lib', PYTHONPATH: 'src' },
  })
  expect(withJobEnvironment({ PATH: '/bin' })).toEqual({ PATH: '/bin' })
})

test('the machine of two jobs has the weaker isolation, and all that was ended', () => {
  expect(machineOf({ SUTURE_ENDED: 'redis-server node node ' }).ended).toEqual(['redis-server', 'node'])
  expect(joined({ isolation: 'search', ended: ['a'] }, { isolation: 'namespace', ended: ['b', 'a'] })).toEqual({
    ...{ isolation: 'search', ended: ['a', 'b'] },
  })
})
