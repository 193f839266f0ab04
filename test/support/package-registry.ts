import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { packed } from '../engine/archives/tar.ts'
import { zipFile } from '../engine/reports/zip-file.ts'

type Files = Readonly<Record<string, string>>

/** A wheel, of pure Python where no other tag is given, in a folder that pip can take for an index (`--find-links`). */
export function writeWheel(folder: string, name: string, version: string, files: Files, tag = 'py3-none-any'): void {
  const module = name.replaceAll('-', '_')
  const info = `${module}-${version}.dist-info`
  const all: Files = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: suture\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
  }
  const record = [...Object.keys(all), `${info}/RECORD`].map((path) => `${path},,\n`).join('')
  const entries = Object.entries({ ...all, [`${info}/RECORD`]: record })
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${module}-${version}-${tag}.whl`),
    zipFile(entries.map(([path, text]) => ({ name: path, data: Buffer.from(text) }))),
  )
}

export type NpmRegistry = { readonly url: string; readonly asked: string[]; close(): Promise<void> }

/** A registry of npm on this machine that holds one package in these versions. */
export async function startNpmRegistry(name: string, versions: Readonly<Record<string, Files>>): Promise<NpmRegistry> {
  const tarballs = new Map(Object.entries(versions).map(([version, files]) => [version, packed(files)] as const))
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const tarball = tarballs.get(/-([\d.]+)\.tgz$/.exec(url)?.[1] ?? '')
    if (tarball) return response.end(tarball)
    if (url !== `/${name}`) return response.writeHead(404).end('{}')
    const all = [...tarballs].map(([version, bytes]) => {
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
      return [version, { name, version, dist: { tarball: `${base()}${name}/-/${name}-${version}.tgz`, integrity } }] as const
    })
    const latest = all.at(-1)?.[0]
    return response.end(JSON.stringify({ name, 'dist-tags': { latest }, versions: Object.fromEntries(all) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return {
    url: base(),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
