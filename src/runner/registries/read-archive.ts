import { collectBytes } from '../../engine/archives/collect-bytes.ts'
import { isFault, openZip } from '../../engine/archives/open-zip.ts'
import { readTarball } from '../../engine/archives/read-tarball.ts'

const MB = 1024 * 1024
/** A hostile archive costs no more. The size of a whole wheel is not limited: only what is wanted of it is unpacked. */
const ZIP_LIMITS = { maxEntries: 20_000, maxEntryBytes: MB, maxTotalBytes: Number.POSITIVE_INFINITY, maxRatio: 200 }
const TARBALL_LIMITS = { maxPacked: 50 * MB, maxUnpacked: 200 * MB, maxFiles: 20_000, maxText: MB, maxTexts: 20 * MB }
/** What a package says of itself and its code; nothing else is read. */
const WANTED = /(?:\.pyi?|\.[cm]?[jt]sx?|^package\.json)$/

type Texts = ReadonlyMap<string, string>

/** The modules of a wheel, in memory. Throws for a damaged archive and for one of more entries than are read. */
export async function readWheel(bytes: Uint8Array): Promise<Texts> {
  const entries = await openZip(bytes, ZIP_LIMITS)
  if (isFault(entries)) throw new Error(entries.detail)
  const texts = new Map<string, string>()
  let total = 0
  for (const { name, size, fault, read } of entries) {
    if (!WANTED.test(name) || fault !== null || total + size > TARBALL_LIMITS.maxTexts) continue
    total += size
    const text = await collectBytes(await read(), ZIP_LIMITS.maxEntryBytes)
    if (text !== null) texts.set(name, new TextDecoder().decode(text))
  }
  return texts
}

/** The modules and the manifest of an npm tarball, without the folder around everything, in memory. */
export async function readNpmTarball(bytes: Uint8Array): Promise<Texts> {
  const { files } = await readTarball([bytes], (path) => WANTED.test(path), TARBALL_LIMITS)
  return new Map([...files].flatMap(([path, { text }]) => (text === null ? [] : [[path, text.replace(/^\uFEFF/, '')] as const])))
}
