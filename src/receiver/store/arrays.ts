import type { DatabaseSync } from 'node:sqlite';

/** All rows of a query as arrays, in the order of the columns. */
export function arrays(database: DatabaseSync, sql: string): ReturnType<DatabaseSync['prepare']> {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}
