// Programación: an editor fills the sheet of the unit, by keyboard and with blocks.
import type { Locator, Page } from "@playwright/test";

import { expectAccessible } from "../support/axe";
import { COLUMN, cell, paste } from "../support/sheet";
import { alive, expect, signIn, test } from "../support/test";

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

test("an editor begins ten activities by keyboard alone", async ({ page }) => {
  await signIn(page, "editor.nuevo", "ayacucho-nuevo");
  await page.goto("/programacion");
  await alive(page);
  const blank = page.locator("#programacion-nueva");
  await stand(cell(blank, COLUMN.nombre));
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(rowOf(page, name).first()).toBeVisible();
    await expect(cell(blank, COLUMN.nombre)).toBeFocused();
  }
  await page.reload();
  await alive(page);
  for (const name of names) await expect(rowOf(page, name).first()).toBeVisible();
});

test("months are typed across, and Enter goes back under the first", async ({ page }) => {
  await signIn(page, "editor.nuevo", "ayacucho-nuevo");
  await page.goto("/programacion");
  await alive(page);
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

test("a pasted block goes in, and each bad cell is kept and explained", async ({ page }) => {
  await signIn(page, "editor.nuevo", "ayacucho-nuevo");
  await page.goto("/programacion");
  await alive(page);
  const row = page.locator("tr[data-row]").nth(2);
  const blocks = [
    ["META FÍSICA 2017", "", "", ""],
    ["Ene", "Feb", "Mar", "Abr"],
    ["1,234.00", "", "doce", "-3"],
    ["2.5", "1.234,00", "7", "99999999999999999999999999999"],
  ];
  await paste(cell(row, COLUMN.enero), { text: blocks.map((line) => line.join("\t")).join("\n") });
  await expect(page.getByText("No se pegó el encabezado: META FÍSICA 2017; Ene · Feb · Mar · Abr.")).toBeVisible();
  await expect(cell(row, COLUMN.enero)).toContainText("1,234");
  const bad = cell(row, COLUMN.enero + 2);
  await expect(bad).toHaveAttribute("aria-invalid", "true");
  await expect(bad).toContainText("doce");
  await stand(bad);
  await expect(page.locator("#programacion-nota")).toContainText("«doce» no es un número.");
  await expect(page.getByText("4 celdas con error")).toBeVisible();
  const next = page.locator("tr[data-row]").nth(3);
  await expect(cell(next, COLUMN.enero + 1)).toContainText("1,234");
  await expect(cell(next, COLUMN.enero)).toContainText("2.5");
});

test("two people on one cell: the second is told who and what, and chooses", async ({ page, anotherBrowser }) => {
  const other = await anotherBrowser();
  for (const [who, browser] of [["editor.nuevo", page], ["editor.nuevo", other]] as const) {
    await signIn(browser, who, "ayacucho-nuevo");
    await browser.goto("/programacion");
    await alive(browser);
  }
  const mine = cell(page.locator("tr[data-row]").nth(5), COLUMN.enero);
  const theirs = cell(other.locator("tr[data-row]").nth(5), COLUMN.enero);
  await stand(mine);
  await page.keyboard.type("11");
  await stand(theirs);
  await other.keyboard.type("22");
  await other.keyboard.press("Enter");
  await expect(mine).toContainText("22");
  await page.keyboard.press("Enter");
  await expect(mine).toHaveAttribute("aria-invalid", "true");
  await stand(mine);
  await expect(page.locator("#programacion-nota")).toContainText("ahora es 22");
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(mine).not.toHaveAttribute("aria-invalid", "true");
  await expect(theirs).toContainText("11");
});

test("the order changes by keyboard and by drag", async ({ page }) => {
  await signIn(page, "editor.nuevo", "ayacucho-nuevo");
  await page.goto("/programacion");
  await alive(page);
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
  await signIn(page, "editor.nuevo", "ayacucho-nuevo");
  await page.goto("/programacion");
  await alive(page);
  const row = rowOf(page, "Actividad de prueba 10").first();
  await stand(cell(row, COLUMN.nombre));
  await page.getByRole("button", { name: "Retirar" }).click();
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Restituir" }).click();
  await expect(row).toBeVisible();
});

test("the sheet is accessible", async ({ page }) => {
  await signIn(page, "editor", "ayacucho-editor");
  await page.goto("/programacion");
  await alive(page);
  await expect(page.getByRole("grid")).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the plan is read", async ({ page }) => {
    await signIn(page, "editor", "ayacucho-editor");
    await page.goto("/programacion");
    await expect(page.getByRole("grid")).toBeVisible();
    await expect(page.locator("#programacion-nueva")).toBeHidden();
  });
});
