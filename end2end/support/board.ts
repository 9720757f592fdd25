// The board of priorities as a person handles it.
import { type CDPSession, type Locator, type Page, expect } from "@playwright/test";

import { type Activity, checkpoint } from "./wire";

export interface Prioritised extends Activity {
  prioridad: string;
  estado: string;
}

export type Point = { x: number; y: number };

/** The rows of activities that are drawn. */
export function rows(page: Page): Locator {
  return page.locator(".board__row[data-state]");
}

export function row(page: Page, name: string): Locator {
  return rows(page).filter({ hasText: name });
}

/** The row under a heading of the ruta, or that heading. */
export function heading(page: Page, code: string): Locator {
  return page.locator(".board__row--inner, .board__row--outer").filter({ has: page.getByText(code, { exact: true }) });
}

export function handle(row: Locator, kind: "fila" | "dinero" = "fila"): Locator {
  return row.locator(`[data-handle=${kind}]`);
}

/** Names of activities, in the order of the board. */
export async function order(page: Page): Promise<string[]> {
  return page.locator(".board__row[data-state] .board__text").allTextContents();
}

export async function middle(part: Locator): Promise<Point> {
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (!box) throw new Error("it is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes a handle and leaves it over a row, without letting go. */
export async function drag(page: Page, part: Locator, over: Locator): Promise<void> {
  const [from, to] = [await middle(part), await middle(over)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

export function chip(page: Page): Locator {
  return page.locator(".board__chip");
}

/** What is said aloud by the board. */
export function said(page: Page): Locator {
  return page.locator(".board > [role=status]");
}

/** Every activity as the server has it. */
export async function stored(page: Page): Promise<Map<string, Prioritised>> {
  const plan = await checkpoint(page.request);
  return new Map(plan.actividades.map((one) => [one.nombre ?? "", one as Prioritised]));
}

/** What the lines of all activities come to on the server, in céntimos. */
export async function whole(page: Page): Promise<number> {
  const { insumos } = await checkpoint(page.request);
  return (insumos as unknown as { valor: object }[]).reduce((sum, { valor }) => sum + worth(valor), 0);
}

type Valor = { PorImporte?: { importes: number[] }; PorDetallar?: { importes: number[] }; PorCantidad?: { precio: number; cantidades: number[] } };

/** A line por cantidad costs price × quantity, each in ten-thousandths, rounded half up to the céntimo. */
function worth({ PorImporte, PorDetallar, PorCantidad }: Valor): number {
  const amounts = PorImporte?.importes ?? PorDetallar?.importes ?? [];
  const units = (PorCantidad?.cantidades ?? []).reduce((sum, one) => sum + one, 0);
  return amounts.reduce((sum, one) => sum + one, 0) + Math.floor((units * (PorCantidad?.precio ?? 0)) / 1_000_000 + 0.5);
}

export async function finger(touch: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", at?: Point): Promise<void> {
  await touch.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
}

/** Goes to an address of the board, once signed in, ready for gestures. */
export async function openBoard(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  await expect(page.locator(".sync")).not.toContainText("Abriendo");
}

/** Waits until the board is in this order. */
export async function expectOrder(page: Page, names: string[]): Promise<void> {
  await expect.poll(() => order(page)).toEqual(names);
}
