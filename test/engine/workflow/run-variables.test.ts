import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { runVariables } from '../../../src/engine/workflow/run-variables.ts'

const X = '${{ inputs.matrix-x }}'

describe('runVariables', () => {
  test.each([
    ['plain', `echo ${X}`],
    ['in double quotes', `echo "${X}"`],
    ['in single quotes', `echo '${X}'`],
    ['after a comment with an apostrophe', `# don't\necho ${X}`],
    ['after an escaped quote', `echo \\'${X}\\' | tr -d \\'`],
    ['in single quotes inside double quotes', `echo "'${X}'" | tr -d "'"`],
  ])('an expression %s still gives its value', (_name, script) => {
    const safe = runVariables(script)
    expect(safe?.script).not.toContain('${{')
    expect(safe?.env).toEqual({ SETUP_MATRIX_X: X })
    const shown = execFileSync('bash', ['-c', safe?.script ?? ''], {
      env: { PATH: process.env['PATH'], SETUP_MATRIX_X: '3.12' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    expect(String(shown)).toBe('3.12\n')
  })

  test('different expressions get different variables, the same one its own again', () => {
    const safe = runVariables("a ${{ runner.os }} ${{ format('x') }} ${{ format('y') }} ${{ runner.os }}")
    expect(safe?.env).toEqual({
      SETUP_RUNNER_OS: '${{ runner.os }}',
      SETUP_EXPRESSION: "${{ format('x') }}",
      SETUP_EXPRESSION_2: "${{ format('y') }}",
    })
  })

  test('a quoted here-document, in which nothing is expanded, is given up', () => {
    expect(runVariables(`cat <<'E'\n${X}\nE`)).toBeNull()
  })
})
