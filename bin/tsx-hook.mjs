import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

registerHooks({
  load(url, context, next) {
    // Node strips .ts itself; this adds .tsx, and JSON imports without attribute (@actions/*)
    if (url.endsWith('.json') && !context.importAttributes?.type) return next(url, { ...context, importAttributes: { type: 'json' } })
    if (!url.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(url),
      { code } = transformSync(readFileSync(file, 'utf8'), {
        loader: 'tsx',
        format: 'esm',
        jsx: 'automatic',
        jsxImportSource: 'hono/jsx',
        sourcemap: 'inline',
        sourcefile: file,
      })
    return { format: 'module', shortCircuit: true, source: code }
  },
})
