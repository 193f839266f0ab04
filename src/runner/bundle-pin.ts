import { createHash } from 'node:crypto'
import type { BundlePin } from '../engine/workflow/workflow-parts.ts'
import { SutureError } from '../model/error.ts'
import { RUNNER_VERSION } from './version.ts'

/** Where releases lie; `--bundle` names another place. */
const RELEASES = 'https://github.com/suture-app/suture/releases/download'

export type BundleOptions = { readonly bundle?: string; readonly sha256?: string }

/**
 * The bundle that a workflow file shall pin: the one named by the caller, else the release of this version.
 * Its digest is given, or taken from the bundle itself; a checkout builds it, since a release of the same source is the same file.
 */
export async function bundlePin({ bundle, sha256 }: BundleOptions): Promise<BundlePin> {
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
    throw new SutureError('bad_digest', '--sha256 takes 64 hexadecimal digits.', 'Take the digest that `npm run bundle` prints.')
  const url = bundle ?? `${RELEASES}/v${RUNNER_VERSION}/suture-runner-${RUNNER_VERSION}.tgz`
  if (!/^https?:\/\/[\w.~:/?#@!$&()*+,;=%-]+$/.test(url))
    throw new SutureError('bad_address', `${url} is not an https address.`, 'Give --bundle an https address.')
  const version = /suture-runner-([\w.-]+)\.tgz$/.exec(url)?.[1] ?? RUNNER_VERSION
  return { version, url, sha256: sha256 ?? (bundle === undefined ? await ownDigest(url) : await digestAt(url)) }
}

async function ownDigest(url: string): Promise<string> {
  const build = await buildScript()
  return build ? (await build()).sha256 : digestAt(url)
}

/** Only a checkout with its packages has it. */
async function buildScript(): Promise<(() => Promise<{ readonly sha256: string }>) | null> {
  try {
    const { bundle } = (await import(new URL('../../bin/bundle.mjs', import.meta.url).href)) as {
      bundle: () => Promise<{ sha256: string }>
    }
    return bundle
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

async function digestAt(url: string): Promise<string> {
  const fail = (why: string, cause?: unknown) =>
    new SutureError(
      'bundle_unreachable',
      `The runner's bundle could not be read from ${url}: ${why}.`,
      'Give its address with --bundle and its digest with --sha256.',
      { cause },
    )
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch((cause: unknown) => {
    throw fail('the server did not answer', cause)
  })
  if (!response.ok) throw fail(`the answer is ${response.status}`)
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex')
}
