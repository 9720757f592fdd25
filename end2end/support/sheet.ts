// A sheet as a person uses it: cells by row and column, keys, and pasted blocks.
import { type Locator, type Page, expect } from "@playwright/test";

/** Positions of the columns of Programación, as `aria-colindex` counts them. */
export const COLUMN = { nombre: 3, accion: 4, unidad: 5, agregacion: 6, enero: 7, diciembre: 18, anual: 19, costo: 20 } as const;

/** And of the sheet of insumos. */
export const INSUMO = { clasificador: 1, detalle: 2, unidad: 3, rubro: 4, forma: 5, precio: 6, enero: 7, total: 20 } as const;

export function sheetOf(page: Page): Locator {
  return page.getByRole("grid").first();
}

export function insumosOf(page: Page): Locator {
  return page.getByRole("grid", { name: "Insumos de la actividad por mes" });
}

/** Rows that exist, of activities if no other sheet is named: without the blank one. */
export function rowsOf(page: Page, sheet = sheetOf(page)): Locator {
  return sheet.locator("tr[data-row]:not([data-row=nueva])");
}

/** The cell that one is on. */
export function here(sheet: Locator): Locator {
  return sheet.locator("td[data-head]");
}

export function cell(row: Locator, column: number): Locator {
  return row.locator(`[aria-colindex="${column}"]`);
}

/** The físico of a cell, without the second line. */
export function text(target: Locator): Locator {
  return target.locator(".cell__text");
}

/** Goes to a cell with one press and types over what it holds. */
export async function write(page: Page, target: Locator, value: string): Promise<void> {
  await target.click();
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

/** What a spreadsheet puts on the clipboard. */
export interface Copied {
  text: string;
  html?: string;
}

/** Pastes where the focus is. */
export async function paste(page: Page, content: Copied): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData("text/plain", given.text);
    if (given.html !== undefined) data.setData("text/html", given.html);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, content);
}

/** Presses one key several times. */
export async function press(page: Page, key: string, times: number): Promise<void> {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press(key);
}

/** Tab, from wherever one is, until the sheet has the focus. */
export async function reach(page: Page, sheet: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    if (await sheet.evaluate((grid) => grid.contains(document.activeElement))) return;
  }
  throw new Error("the sheet is not reached by Tab");
}

/** Types along a row with Tab, and ends it with Enter; a blank is passed over. */
export async function typeAcross(page: Page, texts: string[]): Promise<void> {
  for (const [at, text] of texts.entries()) {
    await page.keyboard.type(text);
    await page.keyboard.press(at === texts.length - 1 ? "Enter" : "Tab");
  }
}

/** Waits until everything that a rule took is durable on the server. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".sync")).toContainText(/Al día|por corregir/);
}
