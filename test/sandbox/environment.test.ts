import { describe, expect, test } from 'vitest'
import { environmentOf } from '../../src/sandbox/environment.ts'

describe('the environment of a command', () => {
  test('is built from empty: what programs need passes, everything else does not', () => {
    const caller = {
      PATH: '/bin',
      HOME: '/home/me',
      LC_ALL: 'C',
      TZ: 'UTC',
      VIRTUAL_ENV: '/venv',
      ANYTHING: 'x',
      FORCE_COLOR: '1',
      NODE_OPTIONS: '--inspect',
    }
    expect(environmentOf(caller)).toEqual({ PATH: '/bin', HOME: '/home/me', LC_ALL: 'C', TZ: 'UTC', VIRTUAL_ENV: '/venv', NO_COLOR: '1' })
  })

  test.each([
    'GITHUB_TOKEN',
    'GH_TOKEN',
    'NPM_TOKEN',
    'MY_SECRET',
    'DEPLOY_KEY',
    'ANTHROPIC_API_KEY',
    'DB_PASSWORD',
    'AWS_ACCESS_KEY_ID',
    'GITHUB_ENV',
    'GITHUB_PATH',
    'GITHUB_OUTPUT',
    'ACTIONS_RUNTIME_URL',
    'RUNNER_TEMP',
  ])('%s never passes, not even when we set it ourselves', (name) => {
    expect(environmentOf({ [name]: 'x' }, { [name]: 'x' })).toEqual({ NO_COLOR: '1' })
  })

  test('our own variables win over the caller, and absent ones are left out', () => {
    expect(environmentOf({ PATH: '/bin', HOME: undefined }, { PATH: '/own', PYTHONPATH: '/probe', EMPTY: undefined })).toEqual({
      PATH: '/own',
      PYTHONPATH: '/probe',
      NO_COLOR: '1',
    })
  })
})
