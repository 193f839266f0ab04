// Builds the server for the image: dist/suture.js and its chunks, which need no node_modules.
import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { esbuildOptions, GRAMMARS, root } from './esbuild-options.mjs'

const require = createRequire(import.meta.url)
mkdirSync(join(root, 'dist'), { recursive: true })
await build({ ...esbuildOptions, entryPoints: { suture: 'src/main.ts' }, outdir: 'dist', splitting: true, sourcemap: 'linked' })
for (const id of GRAMMARS) copyFileSync(require.resolve(id), join(root, 'dist', basename(id)))
