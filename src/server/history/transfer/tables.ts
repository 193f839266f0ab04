import type pg from 'pg'

/** A table whose rows belong to repositories. `columns` in their order, of `key` the primary key's. */
export type OwnedTable = { readonly name: string; readonly columns: readonly string[]; readonly key: readonly string[] }

/** What gives access is no history: another server has its own. */
const LEFT_OUT: readonly string[] = ['api_token']

type Link = { readonly from: string; readonly to: string }

/** All tables whose every row has a `repository_id`, each after those that its foreign keys point to. */
export async function listOwnedTables(client: pg.Client): Promise<readonly OwnedTable[]> {
  const { rows } = await client.query<OwnedTable>(`
    SELECT c.relname::text AS name,
      array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
      array(SELECT a.attname::text FROM pg_index x CROSS JOIN unnest(x.indkey) WITH ORDINALITY k (attnum, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum WHERE x.indrelid = c.oid AND x.indisprimary ORDER BY k.place) AS key
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'repository_id' AND a.attnotnull) ORDER BY 1`)
  const { rows: links } = await client.query<Link>(`
    SELECT f.relname::text AS from, t.relname::text AS to FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid
    JOIN pg_class t ON t.oid = k.confrelid WHERE k.contype = 'f' AND f.oid <> t.oid`)
  return inOrder(
    rows.filter(({ name }) => !LEFT_OUT.includes(name)),
    links,
  )
}

function inOrder(tables: readonly OwnedTable[], links: readonly Link[]): readonly OwnedTable[] {
  const sorted: OwnedTable[] = []
  const isDone = (name: string) => sorted.some((one) => one.name === name) || !tables.some((one) => one.name === name)
  while (sorted.length < tables.length) {
    const next = tables.filter((one) => !isDone(one.name) && links.every(({ from, to }) => from !== one.name || isDone(to)))
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    sorted.push(...next)
  }
  return sorted
}
