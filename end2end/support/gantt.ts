// The schedule as a person handles it.
import { type Locator, type Page, expect } from "@playwright/test";

import { type Activity, checkpoint } from "./wire";

export function board(page: Page): Locator {
  return page.locator(".gantt__scroll");
}

/** The row of the tree that is called so. */
export function row(page: Page, name: string): Locator {
  return page.getByRole("treegrid").getByRole("row").filter({ hasText: name });
}

/** The bar of the row that is called so: its body, or a part by which it is taken. */
export async function bar(page: Page, name: string, part: "cuerpo" | "inicio" | "fin" | "vinculo" = "cuerpo"): Promise<Locator> {
  const id = await row(page, name).getAttribute("id");
  return page.locator(`[data-bar="${id}"] [data-part="${part}"]`);
}

/** The middle of a part of a bar, brought into sight. */
export async function middle(part: Locator): Promise<{ x: number; y: number }> {
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  if (!box) throw new Error("the bar is not on the page");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes a part of a bar and leaves it so many pixels further, without letting go. */
export async function drag(page: Page, part: Locator, pixels: number): Promise<void> {
  const { x, y } = await middle(part);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + pixels / 2, y, { steps: 4 });
  await page.mouse.move(x + pixels, y, { steps: 4 });
}

export async function activity(page: Page, name: string): Promise<Activity> {
  const found = (await checkpoint(page.request)).actividades.find((one) => one.nombre === name);
  if (!found) throw new Error(`no activity is called ${name}`);
  return found;
}

/** Waits until the plan on the server has the row on these days. */
export async function expectDays(page: Page, name: string, inicio: string, fin: string): Promise<void> {
  await expect.poll(async () => (await activity(page, name)).ventana).toEqual({ inicio, fin });
}

/** What is said aloud by the board. */
export function said(page: Page): Locator {
  return page.locator(".gantt > [role=status]");
}
