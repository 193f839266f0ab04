import { describe, expect, test } from 'vitest'
import { environmentOf, withoutPassed } from '../../src/sandbox/environment.ts'

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

  test('variables that the caller names pass to programs under test, whatever they are called', () => {
    const caller = { DATABASE_URL: 'postgres://db', SECRET_KEY: 'for tests', OTHER: 'x', SUTURE_PASS_ENV: 'DATABASE_URL SECRET_KEY ABSENT' }
    expect(environmentOf(caller)).toEqual({ DATABASE_URL: 'postgres://db', SECRET_KEY: 'for tests', NO_COLOR: '1' })
    expect(environmentOf(withoutPassed(caller))).toEqual({ NO_COLOR: '1' })
  })

  test.each(['GITHUB_TOKEN', 'GITHUB_ENV', 'ACTIONS_RUNTIME_TOKEN', 'RUNNER_TEMP', 'SUTURE_JOB', 'SUTURE_PASS_ENV', 'A=B', '$(id)', '*'])(
    'not even the caller can name %s',
    (name) => {
      expect(environmentOf({ [name]: 'x', SUTURE_PASS_ENV: name })).toEqual({ NO_COLOR: '1' })
    },
  )
})
