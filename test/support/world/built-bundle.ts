import { readFile } from 'node:fs/promises'
import type { BundlePin } from '../../../src/engine/workflow/workflow-parts.ts'

export interface BuiltBundle extends Omit<BundlePin, 'url'> {
  readonly fileName: string
  readonly bytes: Uint8Array
}

let built: Promise<BuiltBundle> | undefined

/** The runner's real bundle, built from the sources once in a process. */
export function builtBundle(): Promise<BuiltBundle> {
  built ??= build()
  return built
}

async function build(): Promise<BuiltBundle> {
  const script = new URL('../../../bin/bundle.mjs', import.meta.url).href
  const { bundle } = (await import(script)) as { bundle: () => Promise<{ path: string; version: string; sha256: string }> }
  const { path, version, sha256 } = await bundle()
  return { version, sha256, fileName: `suture-runner-${version}.tgz`, bytes: await readFile(path) }
}
