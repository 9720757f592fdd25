// A long time without a network: how soon after its return everything is with the server.
import { randomUUID } from "node:crypto";

import { test as base } from "@playwright/test";

import { median, writeFigures } from "../support/figures";
import { expectSync, openTray } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { type Server, startServer } from "../support/server";
import { settled } from "../support/sheet";
import { expect } from "../support/test";
import { type Activity, checkpoint, target } from "../support/wire";

const ROUNDS = 3;
const QUEUE = 2_000;
const TEN_THOUSANDTHS = 10_000;

const test = base.extend<{ own: Server }>({
  own: async ({}, use) => {
    const own = await startServer();
    await use(own);
    await own.discard();
  },
  baseURL: async ({ own }, use) => use(own.url),
});

const times: number[] = [];

test.afterAll(async () => {
  if (times.length < ROUNDS) return;
  const name = `vaciar una cola de ${QUEUE} cambios`;
  await writeFigures("offline", [{ case: name, unit: "s", ours: median(times), rivals: {}, target: 5, smaller_is_better: true }]);
});

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`a long queue is sent, round ${round}`, async ({ page, context }) => {
    await enter(page, EDITOR, "/programacion");
    await settled(page);
    const session = (await (await page.request.post("/api/sesion", { data: {} })).json()) as Session;
    const plan = await checkpoint(page.request);
    const rows = (plan.actividades as Target[]).filter(({ unidad, estado, meta }) => {
      // A target for the whole year bounds its months.
      return unidad === session.unidad && estado === "Vigente" && meta.anual === null;
    });
    await context.setOffline(true);
    await openTray(page);
    const buffer = Buffer.from(JSON.stringify(unsent(session, rows.flatMap(cellsOf))));
    await page.locator(".tray input[type=file]").setInputFiles({ name: "cola.json", mimeType: "application/json", buffer });
    await expectSync(page, `${QUEUE} sin enviar`);
    const began = performance.now();
    await context.setOffline(false);
    await expect(page.locator(".sync")).toContainText(/Al día|rechazado/, { timeout: 300_000 });
    times.push((performance.now() - began) / 1_000);
    expect((await checkpoint(page.request)).version).toBe(plan.version + QUEUE);
    console.log(`${QUEUE} commands in ${times.at(-1)?.toFixed(1)} s`);
  });
}

interface Session {
  persona: string;
  plan: string;
  nombre: string;
  unidad: string;
}

interface Target extends Activity {
  estado: unknown;
  meta: { anual: number | null; meses: (number | null)[] };
}

/** A month and what it holds. */
interface Cell {
  actividad: string;
  month: number;
  value: number | null;
}

/** The months in which an activity is carried out: no other takes a target. */
function cellsOf(row: Target): Cell[] {
  const [first, last] = [row.ventana.inicio, row.ventana.fin].map((day) => Number(day.slice(5, 7)));
  const months = row.meta.meses.map((value, at) => ({ actividad: row.id, month: at + 1, value }));
  return months.filter(({ month }) => first !== undefined && last !== undefined && month >= first && month <= last);
}

/** The file of a queue: one target after another, each over the one before it. */
function unsent(session: Session, cells: Cell[]): unknown {
  const sin_enviar = Array.from({ length: QUEUE }, (_, at) => {
    const cell = cells[at % cells.length];
    if (cell === undefined) throw new Error("the editor has no activity");
    const { actividad, month, value: seen } = cell;
    cell.value = ((seen ?? 0) % (7 * TEN_THOUSANDTHS)) + TEN_THOUSANDTHS;
    return { id: randomUUID(), command: target(actividad, month, seen, cell.value) };
  });
  const { persona, plan, nombre } = session;
  return { formato: "poi-sin-enviar-1", persona, plan, nombre, sin_enviar, rechazados: [] };
}
