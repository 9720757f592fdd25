// What `cargo xtask` tells the tests; they never look for it themselves.

/** A variable that `cargo xtask` sets. */
export function told(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: run these tests by \`cargo xtask test --only e2e\``);
  }
  return value;
}

/** A variable that may not be set. */
export function optional(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** The environment for a program that we start, with some of it changed. */
export function environmentWith(changes: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ...changes };
}
