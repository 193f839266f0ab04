// Packs the runner, with its grammars and probes, into dist/suture-runner-VERSION.tgz: one archive for every platform.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { esbuildOptions, filesBeside, root } from './esbuild-options.mjs'
import { tarball } from './tar.mjs'

/** Builds the archive; `metafile` lists what went into it. */
export async function bundle() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { outputFiles, metafile } = await build({
    ...esbuildOptions,
    stdin: {
      contents: "import { main } from './src/runner/main.ts'\nawait main(process.argv)\n",
      resolveDir: root,
      sourcefile: 'suture.ts',
    },
    outfile: 'suture.js',
    write: false,
    metafile: true,
  })
  const files = { 'package.json': Buffer.from(`${JSON.stringify({ name: 'suture-runner', version, type: 'module' })}\n`) }
  for (const file of outputFiles) files[basename(file.path)] = Buffer.from(file.contents)
  for (const [name, path] of Object.entries(filesBeside())) files[name] = readFileSync(path)
  const archive = tarball(files)
  const path = join(root, 'dist', `suture-runner-${version}.tgz`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  const part = `${path}.${process.pid}`
  writeFileSync(part, archive)
  renameSync(part, path) // whoever reads it meanwhile sees all of one archive
  return {
    path,
    version,
    sha256: createHash('sha256').update(archive).digest('hex'),
    bytes: archive.length,
    files: Object.keys(files),
    metafile,
  }
}

if (process.argv[1] === import.meta.filename) {
  const { path, version, sha256, bytes } = await bundle()
  process.stdout.write(
    process.argv.includes('--json')
      ? `${JSON.stringify({ path, version, sha256, bytes })}\n`
      : `${path}\nsha256 ${sha256}\n${bytes} bytes\n`,
  )
}
