import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { lstat, mkdtemp, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { endChildren } from '../../sandbox/living-children.ts'
import { startOf } from '../../sandbox/process-list.ts'
import { removeWritten } from './remove-written.ts'

const PREFIX = 'suture-'
const OWNER = '.owner'

/** Whose a folder is. `space` tells apart machines and containers that share a temp folder, `started` processes that had one id. */
const Owner = z.object({ pid: z.number(), started: z.number().nullable(), space: z.string() })
type Owner = Readonly<z.infer<typeof Owner>>

const mine = new Set<string>()

/**
 * A folder of this process alone, with a real path, for copies of what the user has: trees, settings, caches. It is removed by remove(), by
 * a signal that ends the process, and by removeAbandoned() of a later process where this one was killed.
 */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), PREFIX)))
  for (const name of SIGNALS) if (!process.listeners(name).includes(removeAndEnd)) process.on(name, removeAndEnd)
  mine.add(path)
  await writeFile(join(path, OWNER), JSON.stringify(self()))
  return {
    path,
    remove: async () => {
      await removeWritten(path)
      mine.delete(path)
    },
  }
}

/** Removes the folders of processes that were killed. Folders of others, and those that say nothing of their owner, stay. */
export async function removeAbandoned(): Promise<void> {
  const here = self()
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const path = join(tmpdir(), name)
    if (!name.startsWith(PREFIX) || mine.has(path)) continue
    const found = await lstat(path).catch(() => null)
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue
    const owner = await ownerOf(path)
    if (owner !== null && owner.space === here.space && startOf(owner.pid) !== owner.started)
      await removeWritten(path).catch(() => undefined)
  }
}

async function ownerOf(path: string): Promise<Owner | null> {
  try {
    return Owner.parse(JSON.parse(await readFile(join(path, OWNER), 'utf8')))
  } catch {
    return null
  }
}

function self(): Owner {
  return { pid: process.pid, started: startOf(process.pid), space: processSpace() }
}

function processSpace(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ends what runs for this process, removes its folders, and lets the signal do what it does. */
function removeAndEnd(signal: NodeJS.Signals): void {
  for (const name of SIGNALS) process.removeListener(name, removeAndEnd)
  endChildren()
  for (const path of mine) rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  process.kill(process.pid, signal)
}
