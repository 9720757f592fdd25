// Programación: an editor fills the sheet of the unit, by keyboard and with blocks.
import type { Locator, Page } from "@playwright/test";

import { EDITOR_NUEVO, enter } from "../support/people";
import { COLUMN, cell, paste, settled } from "../support/sheet";
import { expect, test } from "../support/test";

const names = Array.from({ length: 10 }, (_, at) => `Actividad de prueba ${at + 1}`);

/** The row of an activity. */
function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

/** Puts the cursor on a cell, as a click does. */
async function stand(target: Locator): Promise<void> {
  await target.click();
  await expect(target).toBeFocused();
}

test.describe.configure({ mode: "serial" });

test("names pasted as plain text begin activities", async ({ page }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  await stand(cell(page.locator("#programacion-nueva"), COLUMN.nombre));
  await paste(page, { text: names.join("\r\n") });
  for (const name of names) await expect(rowOf(page, name).first()).toBeVisible();
  await settled(page);
});

test("months are typed across, and Enter goes back under the first", async ({ page }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  const first = page.locator("tr[data-row]").nth(0);
  await stand(cell(first, COLUMN.enero));
  for (const amount of ["25", "50", "100"]) {
    await page.keyboard.type(amount);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("1,305");
  await page.keyboard.press("Enter");
  await expect(cell(first, COLUMN.anual)).toContainText("1,480");
  const second = page.locator("tr[data-row]").nth(1);
  await expect(cell(second, COLUMN.enero)).toBeFocused();
});

test("the order changes by keyboard and by drag", async ({ page }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  const rows = page.locator("tr[data-row]");
  await stand(cell(rows.nth(0), COLUMN.nombre));
  const name = (await cell(rows.nth(0), COLUMN.nombre).locator(".cell__text").innerText()).trim();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(cell(rows.nth(1), COLUMN.nombre)).toContainText(name);
  await cell(rows.nth(1), 1).hover();
  await page.mouse.down();
  await cell(rows.nth(0), 1).hover();
  await page.mouse.up();
  await expect(cell(rows.nth(0), COLUMN.nombre)).toContainText(name);
});

test("what is withdrawn can be restored on the spot", async ({ page }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  const row = rowOf(page, "Actividad de prueba 10").first();
  await stand(cell(row, COLUMN.nombre));
  await page.getByRole("button", { name: "Retirar" }).click();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Restituir" }).click();
  await expect(row).toBeVisible();
});
