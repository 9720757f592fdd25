// What the tests use of sql.js, which brings no types.
declare module "sql.js" {
  type Value = number | string | null;

  class Database {
    constructor(file: Uint8Array);
    exec(sql: string, values?: Value[]): { columns: string[]; values: Value[][] }[];
    close(): void;
  }

  export default function initSqlJs(): Promise<{ Database: typeof Database }>;
}
