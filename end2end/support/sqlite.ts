// The database read without the program: SQLite compiled to wasm, on a copy of the file.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import initSqlJs from "sql.js";

export type Value = number | string | null;

/** Rows of one SELECT on the file of a server that has ended. */
export async function query(database: string, sql: string, values: Value[] = []): Promise<Value[][]> {
  // What is still beside the file would be missing from the copy.
  if (existsSync(`${database}-wal`)) throw new Error("the server has not closed its database");
  const { Database } = await initSqlJs();
  const copy = new Database(await readFile(database));
  try {
    return copy.exec(sql, values)[0]?.values ?? [];
  } finally {
    copy.close();
  }
}
