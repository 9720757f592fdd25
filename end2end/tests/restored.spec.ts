// A backup restored under an open browser: it takes the older plan and gives back what it lacks.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { environmentWith, told } from "../support/environment";
import { EXPECTED, again, digest, expectSync, openWindow } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";
import { checkpoint } from "../support/wire";

test.use({ expectedMessages: [EXPECTED] });

/** Runs the program on the database of a server. */
async function poi(database: string, ...args: string[]): Promise<void> {
  const child = spawn(told("POI_BIN"), args, {
    env: environmentWith({ POI_DATABASE: `sqlite:${database}` }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code] = (await once(child, "exit")) as [number | null];
  expect(code, said).toBe(0);
}

test("an open browser gives back what a restored backup lacks, and sends what it had not sent", async ({ page, own }, info) => {
  const archive = join(info.outputPath(), "copia.poi");
  const month = (at: number) => cell(rowsOf(page).first(), COLUMN.enero + at);
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  await write(page, month(0), "24");
  await settled(page);
  const second = await openWindow(page.context(), `${own.url}/programacion`);
  await settled(second);
  await poi(own.database, "backup", archive);
  // Acknowledged, and not in the backup.
  await write(page, month(1), "48");
  await settled(page);
  await own.stop();
  // Never sent.
  await write(page, month(2), "98");
  await expectSync(page, "Sin conexión · 1 sin enviar");
  await poi(own.database, "restore", archive, "--reemplazar");
  await poi(own.database, "verify");
  const back = await again(own);
  // Sessions are no part of a backup: the same person signs in again.
  await expectSync(page, "Sesión terminada");
  const session = await page.context().newPage();
  await enter(session, EDITOR, "/programacion");
  await expectSync(session, "Al día");
  await expectSync(page, "Al día");
  // Every window is on the restored history, and none on a mix of both.
  const digests: string[] = [];
  for (const window of [page, second, session]) {
    await expectSync(window, "Al día");
    digests.push(await digest(window));
  }
  expect(new Set(digests).size, digests.join(" ")).toBe(1);
  for (const [at, value] of [[0, "24"], [1, "48"], [2, "98"]] as const) await expect(text(month(at))).toHaveText(value);
  const stored = async () => {
    const { actividades } = await checkpoint(session.request);
    return actividades.find((row) => row.nombre === "Registro SIAF fase compromiso anual")?.meta?.meses.slice(0, 3);
  };
  await expect.poll(stored).toEqual([240_000, 480_000, 980_000]);
  await back.stop();
});
