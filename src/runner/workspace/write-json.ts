import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { SutureError } from '../../model/error.ts'

/** Writes a value for programs to read; folders on the way are made. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`)
}

/**
 * Leaves an answer for what comes after this process, when no code of the repository runs any more: in a file of its own, read back, with
 * its digest said. Throws SutureError `answer_changed` where something else stands there.
 */
export async function leaveJson(path: string, value: unknown, say: (text: string) => void): Promise<void> {
  const text = `${JSON.stringify(value)}\n`
  await mkdir(dirname(path), { recursive: true })
  await rm(path, { recursive: true, force: true })
  await writeFile(path, text, { flag: 'wx' })
  if ((await readFile(path, 'utf8')) !== text)
    throw new SutureError('answer_changed', `${path} was changed while it was written`, 'look for what a set-up step leaves running')
  say(`${basename(path)}: sha256 ${createHash('sha256').update(text).digest('hex')}`)
}

/** Reads what another process wrote: the caller checks its shape. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new SutureError('bad_file', `${path} is missing or not JSON`, 'check the path', { cause })
  }
}
