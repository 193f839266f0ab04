import { cpSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ActionCall, ActionResult, BuiltInAction } from '../action.ts'

const DESCRIBE = `
import json, os, sys, sysconfig
try:
    import pip
    home = os.path.dirname(pip.__path__[0])
except ImportError:
    home = None
print(json.dumps({"program": sys.executable, "version": sys.version.split()[0], "pip": home}))`

interface Interpreter {
  readonly program: string
  readonly version: string
  readonly pip: string | null
}

async function find(call: ActionCall, asked: string): Promise<Interpreter | undefined> {
  const exact = /^3\.\d+/.exec(asked)?.[0]
  for (const name of [...(exact === undefined ? [] : [`python${exact}`]), 'python3', 'python']) {
    const { code, output } = await call.execute(['sh', '-c', 'exec "$@" 2>/dev/null', 'sh', name, '-c', DESCRIBE])
    if (code === 0) return JSON.parse(output)
  }
  return undefined
}

/** pip belongs to the environment, so that what a job installs never reaches the machine; its compiled files go by their times. */
async function givePip(call: ActionCall, found: Interpreter, folder: string): Promise<boolean> {
  const place = globSync('lib/python*/site-packages', { cwd: folder })[0]
  if (found.pip === null || place === undefined) {
    const { code } = await call.execute([join(folder, 'bin/python'), '-m', 'ensurepip'])
    return code === 0
  }
  for (const name of globSync(['pip', 'pip-*.dist-info'], { cwd: found.pip }))
    cpSync(join(found.pip, name), join(folder, place, name), { recursive: true, preserveTimestamps: true })
  const script = `printf '#!/bin/sh\\nexec "%s" -m pip "$@"\\n' "$1/python" | tee "$1/pip" > "$1/pip3" && chmod +x "$1/pip" "$1/pip3"`
  return (await call.execute(['sh', '-c', script, 'sh', join(folder, 'bin')])).code === 0
}

async function run(call: ActionCall): Promise<ActionResult> {
  const asked = call.inputs['python-version'] ?? ''
  const found = await find(call, asked)
  if (found === undefined) return { failure: 'python3 was not found on this machine' }
  call.log.write(`Asked for python ${asked || '(any)'}; this machine has ${found.version}`)
  const folder = join(call.tools, 'python', found.version)
  mkdirSync(dirname(folder), { recursive: true })
  const made = await call.execute([found.program, '-m', 'venv', '--without-pip', folder])
  if (made.code !== 0) return { failure: `python -m venv failed: ${made.output}` }
  if (!(await givePip(call, found, folder))) return { failure: 'this python has neither pip nor ensurepip' }
  const bin = join(folder, 'bin')
  return {
    path: [bin],
    env: { pythonLocation: folder },
    outputs: { 'python-version': found.version, 'python-path': join(bin, 'python'), 'cache-hit': 'false' },
  }
}

export const setupPython: BuiltInAction = {
  inputs: ['python-version', 'python-version-file', 'cache', 'cache-dependency-path', 'check-latest', 'architecture', 'update-environment'],
  run,
}
