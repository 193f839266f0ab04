// Builds the whole program for the image: dist/suture.js and its chunks, which need no node_modules.
import { cpSync, globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { esbuildOptions, filesBeside, root } from './esbuild-options.mjs'

const dist = join(root, 'dist')
for (const old of globSync('*.{js,map}', { cwd: dist })) rmSync(join(dist, old))
// a process of its own needs a file of its own
const entryPoints = {
  suture: 'src/main.ts',
  'review-process': 'src/server/intake/review-process.ts',
  'reading-process': 'src/server/ingest/reading-process.ts',
}
await build({ ...esbuildOptions, entryPoints, outdir: 'dist', splitting: true, sourcemap: 'linked' })
for (const [name, path] of Object.entries(filesBeside())) cpSync(path, join(dist, name))
cpSync(join(root, 'prisma/migrations'), join(dist, 'migrations'), { recursive: true })
