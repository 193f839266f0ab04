import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'

const wasm = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm')
  .replace(/[^/\\]+$/, 'schema_engine_bg.wasm')
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': engine })
engine.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()
const ok = (value) => ({ ok: true, value }),
  names = { provider: 'postgres', adapterName: 'none', errorRegistry: {} } // it asks one thing only: is there a schema, which version
const queryRaw = async () =>
  ok({ columnNames: ['exists', 'version', 'numeric_version'], columnTypes: [5, 7, 0], rows: [[true, 'PostgreSQL 16.0', 160000]] })
const connection = {
  ...names,
  queryRaw,
  dispose: async () => ok(undefined),
  getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
}
const target = (path) => (path ? { tag: 'schemaDatamodel', files: [{ path, content: readFileSync(path, 'utf8') }] } : { tag: 'empty' })
const paths = process.argv.slice(2),
  to = paths.pop(),
  connect = async () => ok(connection)
const schema = await engine.SchemaEngine.new({ datamodels: undefined }, () => {}, { ...names, connect, connectToShadowDb: connect })
const { stdout, exitCode } = await schema.diff({
  from: target(paths[0]),
  to: target(to),
  script: true,
  exitCode: true,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
})
process.stdout.write(stdout ?? '')
process.exitCode = exitCode
