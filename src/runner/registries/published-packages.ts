import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Packages, PackageVersion, Workspace } from '../../engine/ports.ts'
import type { Environment } from '../../model/environment.ts'
import { withoutPassed } from '../../sandbox/environment.ts'
import { runProcess } from '../../sandbox/run-process.ts'
import { readNpmTarball, readWheel } from './read-archive.ts'
import { REGISTRIES, type Registry, reaching } from './registries.ts'

export type PublishedPackagesOptions = {
  readonly head: Pick<Workspace, 'listFiles' | 'readFile'>
  /** An empty folder outside of the checkout; what is fetched is removed from it again. */
  readonly outFolder: string
  readonly env: Environment
  readonly timeoutMs?: number
  readonly mostBytes?: number
}

/** Nobody waits longer for one version of a package that only explains. */
const TIMEOUT_MS = 30_000
/** Of everything that a client writes for one version. */
const MOST_BYTES = 50 * 1024 * 1024
const LOOK_MS = 200

type Answer = Awaited<ReturnType<Packages['read']>>

/**
 * Reads single versions of packages from the registries that the user's own pip and npm are set to. Nothing is installed, built or run,
 * nothing is written outside of the scratch folder, and what the clients print is never passed on: it may hold credentials.
 */
export function publishedPackages(options: PublishedPackagesOptions): Packages {
  return {
    read: async (asked) => {
      const registry = REGISTRIES[asked.registry]
      if (!registry.name.test(asked.name) || !registry.version.test(asked.version))
        return refuse('its name or version is none of a registry')
      const settings = await registry.settings(options.head)
      if (settings === null) return refuse('the repository names a registry of its own, which only its own tools can ask')
      const scratch = await mkdtemp(join(options.outFolder, 'package-'))
      try {
        for (const [name, text] of Object.entries(settings)) await writeFile(join(scratch, name), text)
        return await fetched(asked, registry, scratch, options)
      } finally {
        await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
      }
    },
  }
}

async function fetched(asked: PackageVersion, registry: Registry, scratch: string, options: PublishedPackagesOptions): Promise<Answer> {
  const { env, timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES } = options
  const folder = join(scratch, 'fetched')
  await mkdir(folder)
  let absent: { readonly program: string | undefined; readonly answer: Answer } | null = null
  for (const command of registry.commands(asked, folder)) {
    if (absent !== null && absent.program !== command[0]) break
    const limit = sizeLimit(scratch, mostBytes)
    const { outcome, code, stderr } = await runProcess(command, {
      cwd: scratch,
      env: withoutPassed(env),
      set: { ...reaching(registry, env), TMPDIR: folder, TEMP: folder, TMP: folder },
      timeoutMs,
      outputLimitBytes: 20_000,
      signal: limit.signal,
    })
    limit.end()
    if (limit.signal.aborted) return refuse(`it is larger than ${Math.round(mostBytes / 1024 / 1024)} MB`)
    if (outcome === 'not_found') continue
    if (outcome === 'timed_out') return refuse(`the registry did not send it within ${Math.round(timeoutMs / 1000)} s`)
    if (code === 0) return unpacked(folder, registry)
    if (!registry.isAbsent.test(stderr)) return refuse('the registry could not be asked from here')
    absent = { program: command[0], answer: refuse(registry.absent) }
  }
  return absent?.answer ?? refuse(`${asked.registry === 'npm' ? 'npm' : 'Python'} was not found to ask for it`)
}

async function unpacked(folder: string, { archive }: Registry): Promise<Answer> {
  const name = (await readdir(folder)).find((entry) => archive.test(entry))
  if (name === undefined) return refuse('the registry did not send a package')
  try {
    const bytes = await readFile(join(folder, name))
    return { outcome: 'read', files: await (name.endsWith('.whl') ? readWheel(bytes) : readNpmTarball(bytes)) }
  } catch {
    return refuse('what the registry sent is damaged or too large to read')
  }
}

/** Stops a client that writes more than this. */
function sizeLimit(folder: string, mostBytes: number): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController()
  const look = setInterval(async () => {
    if ((await sizeOf(folder)) > mostBytes) controller.abort()
  }, LOOK_MS)
  return { signal: controller.signal, end: () => clearInterval(look) }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    entries.map((entry) =>
      stat(join(folder, entry)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function refuse(reason: string): Answer {
  return { outcome: 'not_read', reason }
}
