import { describe, expect, test } from 'vitest'
import { readSettings, type SettingLayers } from '../../src/config/read-settings.ts'
import type { Settings } from '../../src/config/settings.ts'

function settingsOf(text: string | null, layers?: SettingLayers): Settings {
  const reading = readSettings(text, layers)
  if (reading.outcome === 'invalid') throw new Error(JSON.stringify(reading.problems))
  return reading.settings
}

function problemsOf(text: string, layers?: SettingLayers) {
  const reading = readSettings(text, layers)
  return reading.outcome === 'invalid' ? reading.problems : []
}

describe('defaults', () => {
  test('stand where no file, or an empty one, says otherwise', () => {
    for (const text of [null, '', '# nothing yet\n']) {
      expect(settingsOf(text)).toMatchObject({ mode: 'pr', HEALING_AUTO_REPAIR: true, HEALING_CONFIDENCE_THRESHOLD: 0.7 })
      expect(settingsOf(text)).toMatchObject({ HEALING_WAIT_MINUTES: 10, HEALING_MAX_RUNNING: 2, HEALING_MAX_PER_DAY: 20 })
      expect(settingsOf(text)).toMatchObject({ QUARANTINE_DAYS: 14, HISTORY_RETENTION_DAYS: 90, TEST_FILES_ADD: [] })
    }
  })
})

describe('layers', () => {
  test('the file wins over the server environment', () => {
    const serverEnvironment = { HEALING_MODE: 'observe', QUARANTINE_DAYS: '12' }
    expect(settingsOf('mode: suggest', { serverEnvironment })).toMatchObject({ mode: 'suggest', QUARANTINE_DAYS: 12 })
  })

  test('flags win over the environment, which wins over the file', () => {
    const text = 'HEALING_MAX_REPAIR_ATTEMPTS: 1\nHEALING_CONFIDENCE_THRESHOLD: 0.5\nHEALING_AUTO_REPAIR: false\n'
    const environment = { HEALING_MAX_REPAIR_ATTEMPTS: '2', HEALING_CONFIDENCE_THRESHOLD: '0.6' }
    expect(settingsOf(text, { environment, flags: { HEALING_CONFIDENCE_THRESHOLD: 0.9 } })).toMatchObject({
      HEALING_AUTO_REPAIR: false,
      HEALING_MAX_REPAIR_ATTEMPTS: 2,
      HEALING_CONFIDENCE_THRESHOLD: 0.9,
    })
  })

  test('an environment gives booleans and lists too, and an empty value is none', () => {
    const environment = { HEALING_AUTO_REPAIR: 'false', TEST_FILES_EXCLUDE: 'e2e/**, slow/**', QUARANTINE_DAYS: '' }
    expect(settingsOf(null, { environment })).toMatchObject({
      HEALING_AUTO_REPAIR: false,
      TEST_FILES_EXCLUDE: ['e2e/**', 'slow/**'],
      QUARANTINE_DAYS: 14,
    })
  })

  test('the server limits what the repository asks for, and says what it changed', () => {
    const serverEnvironment = {
      ...{ LIMIT_HEALING_MODE: 'suggest', LIMIT_HEALING_MAX_RUNNING: '3', LIMIT_HEALING_CONFIDENCE_THRESHOLD: '0.6' },
      ...{ LIMIT_HEALING_AUTO_REPAIR: 'false', HEALING_MODE: 'pr' },
    }
    const text = 'mode: pr\nHEALING_MAX_RUNNING: 9\nHEALING_CONFIDENCE_THRESHOLD: 0.1\nHEALING_AUTO_REPAIR: true\n'
    expect(readSettings(text, { serverEnvironment })).toMatchObject({
      outcome: 'ok',
      settings: { mode: 'suggest', HEALING_MAX_RUNNING: 3, HEALING_CONFIDENCE_THRESHOLD: 0.6, HEALING_AUTO_REPAIR: false },
      notes: [
        'mode: this server allows suggest.',
        'HEALING_AUTO_REPAIR: this server allows false.',
        'HEALING_CONFIDENCE_THRESHOLD: this server allows 0.6.',
        'HEALING_MAX_RUNNING: this server allows 3.',
      ],
    })
    expect(settingsOf('mode: observe', { serverEnvironment }).mode).toBe('observe')
    expect(readSettings(null, { serverEnvironment })).toMatchObject({ settings: { mode: 'suggest' }, notes: [] })
  })

  test('a limit that makes no sense names its variable', () => {
    expect(problemsOf('', { serverEnvironment: { LIMIT_HEALING_MODE: 'loud' } })[0]?.path).toBe('LIMIT_HEALING_MODE')
  })
})

describe('settings that do not act', () => {
  test("what only the server's environment sets is not taken from a file", () => {
    const reading = readSettings('HISTORY_RETENTION_DAYS: 5\n', { serverEnvironment: { HISTORY_RETENTION_DAYS: '30' } })
    expect(reading).toMatchObject({
      settings: { HISTORY_RETENTION_DAYS: 30 },
      notes: [expect.stringContaining("server's environment only")],
    })
  })
})

describe('invalid settings', () => {
  test('name the setting, its line and what it may be', () => {
    const [problem] = problemsOf('# ours\nmode: loud\n')
    expect(problem).toMatchObject({ path: 'mode', line: 2 })
    expect(problem?.message).toContain('observe')
  })

  test('an unknown name is refused, with the name that was probably meant', () => {
    expect(problemsOf('mode: pr\nquarantine-days: 3\n')).toEqual([
      { path: 'quarantine-days', line: 2, message: 'There is no setting quarantine-days; QUARANTINE_DAYS was probably meant.' },
    ])
  })

  test('all problems are told at once', () => {
    const paths = problemsOf('HEALING_CONFIDENCE_THRESHOLD: 7\nQUARANTINE_DAYS: 1.5\n').map((problem) => problem.path)
    expect(paths).toEqual(['HEALING_CONFIDENCE_THRESHOLD', 'QUARANTINE_DAYS'])
  })

  test('a bad value of the environment names the variable', () => {
    expect(problemsOf('', { environment: { HEALING_MODE: 'loud' } })[0]?.path).toBe('HEALING_MODE')
  })

  test.each([
    ['no YAML', 'mode: [pr\n', 'not YAML'],
    ['a list', '- mode\n', 'names and values'],
    ['a key twice', 'mode: pr\nmode: pr\n', 'not YAML'],
    ['too long', `# ${'x'.repeat(70_000)}`, 'longer than'],
    ['too many aliases', `a: &a [x]\nb: [${'*a,'.repeat(200)}]\n`, 'aliases'],
  ])('%s is told apart', (_name, text, words) => {
    expect(problemsOf(text)[0]?.message).toContain(words)
  })
})
