// A sheet as a person uses it: cells by row and column, keys, and pasted blocks.
import { type Locator, type Page, expect } from "@playwright/test";

/** Positions of the columns of Programación, as `aria-colindex` counts them. */
export const COLUMN = { nombre: 3, accion: 4, unidad: 5, agregacion: 6, enero: 7, diciembre: 18, anual: 19, costo: 20 } as const;

export function sheetOf(page: Page): Locator {
  return page.getByRole("grid").first();
}

/** Rows of activities, without the blank one. */
export function rowsOf(page: Page): Locator {
  return sheetOf(page).locator("tr[data-row]:not([data-row=nueva])");
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

/** Pastes what a spreadsheet puts on the clipboard. */
export async function paste(target: Locator, content: { text: string; html?: string }): Promise<void> {
  await target.click();
  await target.evaluate((element, given) => {
    const data = new DataTransfer();
    data.setData("text/plain", given.text);
    if (given.html !== undefined) data.setData("text/html", given.html);
    const focused = document.activeElement ?? element;
    focused.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, content);
}

/** Waits until everything typed is durable on the server. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator(".sync")).toContainText("Al día");
}
