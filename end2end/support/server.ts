// A server of one's own: a fresh database, the demonstration, a free port.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { environmentWith, told } from "./environment";

const PATIENCE = 30_000;

/** Which moment of the life of a plan the demonstration opens on. */
export type Scene = "formulacion" | "modificacion";

export interface Server {
  /** Without a slash at its end. */
  url: string;
  /** The SQLite file, for recounts that do not ask the program. */
  database: string;
  /** What the server has said so far. */
  log(): string;
  /** Asks it to end and waits; fails when it does not end by itself. The database stays; twice is once. */
  stop(): Promise<void>;
  /** Ends it, if a test has not, and takes its folder away. */
  discard(): Promise<void>;
}

/** Starts `poi serve --demo`, by default on a fresh database and a free port, and waits until it answers. */
export async function startServer(given: { database?: string; options?: string[]; at?: string; scene?: Scene } = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "poi-e2e-"));
  const database = given.database ?? join(folder, "poi.sqlite");
  const listen = given.at === undefined ? `127.0.0.1:${await freePort()}` : new URL(given.at).host;
  const server = spawn(told("POI_BIN"), ["serve", "--demo", "--escena", given.scene ?? "formulacion", ...(given.options ?? [])], {
    cwd: folder,
    env: environmentWith({ POI_DATABASE: `sqlite:${database}`, POI_LISTEN: listen }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (log += text));
  }
  let ended: Promise<void> | undefined;
  const stop = () => (ended ??= end(server, () => log));
  const discard = async () => {
    try {
      await stop();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const url = `http://${listen}`;
  try {
    await untilHealthy(url, server, () => log);
  } catch (error) {
    server.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return { url, database, log: () => log, stop, discard };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function untilHealthy(url: string, server: ChildProcess, log: () => string): Promise<void> {
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  const limit = Date.now() + PATIENCE;
  for (;;) {
    if (failure) throw failure;
    if (server.exitCode !== null) throw new Error(`poi ended with ${server.exitCode}:\n${log()}`);
    if (Date.now() > limit) throw new Error(`poi did not answer /salud within ${PATIENCE} ms:\n${log()}`);
    const healthy = await fetch(`${url}/salud`).then((answer) => answer.ok, () => false);
    if (healthy) return;
    await wait(25);
  }
}

async function end(server: ChildProcess, log: () => string): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    throw new Error(`poi had ended before it was asked to (${server.exitCode ?? server.signalCode}):\n${log()}`);
  }
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const late = new AbortController();
  const limit = wait(15_000, "late" as const, { signal: late.signal }).catch(() => "stopped" as const);
  if ((await Promise.race([ended, limit])) === "late") {
    server.kill("SIGKILL");
    await ended;
    throw new Error(`poi did not end within 15 s of being asked to:\n${log()}`);
  }
  late.abort();
}
