// The insumos of an activity under its sheet, at the size of an office's screen.
import type { Page } from "@playwright/test";

import { EDITOR_NUEVO, enter } from "../support/people";
import { COLUMN, INSUMO, cell, here, insumosOf, paste, rowsOf, text } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

const LINES = [
  ["2.3.1.5.1.2", "Papel bond", "Millar", "00", "cantidad", "24.5", "10", "1,234.50"],
  ["2.3.1.3.1.1", "Gasohol", "Galón", "07", "cantidad", "12.3456", "10.25", "1.234,50"],
  ["232711", "Servicio diverso", "Servicio", "08", "importe", "", "100", "200"],
  ["9.9.9", "Desconocido", "Servicio", "08", "importe", "", "1", "2"],
  ["2.3.2.2.2.3", "Internet", "Servicio", "canon", "importe", "", "mil", "200"],
];

test.beforeEach(async ({ page }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  await cell(page.locator("#programacion-nueva"), COLUMN.nombre).click();
  await page.keyboard.type("Atender a las unidades");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(here(insumosOf(page))).toBeFocused();
});

test("the detail and the twelve months are in sight", async ({ page }) => {
  const sheet = await insumosOf(page).locator("xpath=..").boundingBox();
  const detail = await insumosOf(page).getByRole("columnheader", { name: "Detalle" }).boundingBox();
  const total = await insumosOf(page).getByRole("columnheader", { name: "Total" }).boundingBox();
  if (!sheet || !detail || !total) throw new Error("the sheet is not on the page");
  expect(detail.width).toBeGreaterThan(110);
  expect(total.x + total.width).toBeLessThanOrEqual(sheet.x + sheet.width);
});

test("of pasted lines what is right goes in, and each bad cell is kept and explained", async ({ page }) => {
  await pasteLines(page);
  const rows = rowsOf(page, insumosOf(page));
  await expect(rows).toHaveCount(3);
  await expect(text(cell(rows.nth(0), INSUMO.enero))).toHaveText("10");
  await expect(text(cell(rows.nth(1), INSUMO.enero + 1))).toHaveText("1,234.5");
  await expect(text(cell(rows.nth(1), INSUMO.total))).toHaveText("15,367.19");
  for (const [typed, why] of [
    ["1,234.50", "La unidad de medida «Millar» es entera: no admite fracciones."],
    ["canon", "«canon» no es un rubro: son dos dígitos."],
    ["mil", "«mil» no es un número."],
    ["232711", "2.3.2.7.1.1"],
  ] as const) {
    const bad = insumosOf(page).locator("[aria-invalid]", { hasText: typed });
    await bad.click();
    await expect(bad).toBeFocused();
    await expect(bad).toHaveAccessibleDescription(new RegExp(why.replace(/[.()]/g, "\\$&")));
  }
});

test("of rows that cannot be begun the first waits in the blank row to be mended, and the rest beside the sheet", async ({ page }) => {
  await pasteLines(page);
  await expect(page.getByRole("status").filter({ hasText: "1 fila no se pegó." })).toContainText("9.9.9");
  await expect(page.getByRole("textbox", { name: "Filas que no se pegaron" })).toHaveValue(LINES[3]?.join("\t") ?? "");
  await insumosOf(page).locator("[aria-invalid]", { hasText: "232711" }).click();
  await page.keyboard.type("2.3.2.7.11.99");
  await page.keyboard.press("Enter");
  const mended = rowsOf(page, insumosOf(page)).nth(3);
  await expect(text(cell(mended, INSUMO.detalle))).toHaveText("Servicio diverso");
  await expect(text(cell(mended, INSUMO.total))).toHaveText("300.00");
  await expect(insumosOf(page).locator("[data-row=nueva] [aria-invalid]")).toHaveCount(0);
});

test("the reason of a cell at the foot of the sheet is in sight, and Escape leads back", async ({ page }) => {
  await pasteLines(page);
  const bad = insumosOf(page).locator("[aria-invalid]", { hasText: "mil" });
  await bad.click();
  const discard = page.getByRole("button", { name: "Descartar lo escrito" });
  const sums = await insumosOf(page).locator("tfoot").boundingBox();
  const button = await discard.boundingBox();
  expect((button?.y ?? Infinity) + (button?.height ?? 0)).toBeLessThanOrEqual(sums?.y ?? 0);
  await page.keyboard.press("Tab");
  await expect(discard).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bad).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(insumosOf(page).locator("[aria-invalid]", { hasText: "mil" })).toHaveCount(0);
});

async function pasteLines(page: Page): Promise<void> {
  await paste(page, { text: LINES.map((line) => line.join("\t")).join("\r\n") });
  await expect(page.getByRole("group", { name: "Celdas con error" })).toBeVisible();
}
