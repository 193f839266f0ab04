/**
 * Tables that belong to no repository. On a distributed Postgres they stay on the coordinator;
 * every other table is sharded by repository_id, which each of its keys contains.
 */
export const UNSHARDED: readonly string[] = ['delivery', 'installation', 'user_session', '_prisma_migrations']
