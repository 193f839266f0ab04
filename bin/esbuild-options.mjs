import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wasmFiles } from '../src/engine/languages/grammar-files.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The files that a built program reads beside itself, by their name there: grammars, and the probes that test frameworks load. */
export function filesBeside() {
  const require = createRequire(import.meta.url)
  const runner = join(root, 'src/runner')
  const probes = globSync('probes/**/*.{py,js,cjs,mjs}', { cwd: runner }).map((path) => [path.replaceAll('\\', '/'), join(runner, path)])
  return Object.fromEntries([...Object.values(wasmFiles).map((id) => [basename(id), require.resolve(id)]), ...probes])
}

// pg asks for its native sister, which we never install
const noNative = {
  name: 'no-native',
  setup(build) {
    build.onResolve({ filter: /^pg-native$/ }, ({ path }) => ({ path, namespace: 'none' }))
    build.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
  },
}

// packages written for CommonJS expect these three
const banner =
  "import{createRequire as $sutureRequire}from'node:module';const require=$sutureRequire(import.meta.url);const __dirname=import.meta.dirname,__filename=import.meta.filename;"

export const esbuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  logLevel: 'warning',
  banner: { js: banner },
  plugins: [noNative],
}
