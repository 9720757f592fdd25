// Monthly follow-up: quantities and money typed and pasted, refused in their cells, kept without a
// network; months closed.
import type { Locator, Page } from "@playwright/test";

import { EXPECTED, again, expectSync, installed } from "../support/offline";
import { CONSULTA, COORDINADOR, EDITOR, TITULAR, enter } from "../support/people";
import { cell, paste, settled, sheetOf, text, write } from "../support/sheet";
import { alive, expect, fresh, test } from "../support/test";

test.use({ scene: "modificacion" });
fresh.use({ scene: "modificacion", expectedMessages: [EXPECTED] });

const ENERO = 4;
const JULIO = ENERO + 6;
const AVANCE = ENERO + 13;

/** The lines of the first activity: its quantities, then certificado and devengado of a rubro. */
const line = (page: Page, at: number): Locator => sheetOf(page).locator("tr[data-row]").nth(at);

const amount = async (target: Locator): Promise<number> => Number(((await text(target).textContent()) ?? "0").replace(/,/g, ""));

fresh("a quantity is written beside what was programmed, and the percentage follows", async ({ page }) => {
  await enter(page, EDITOR, "/seguimiento");
  const row = line(page, 0);
  await expect(cell(row, JULIO).locator("small")).toContainText("150");
  const before = await cell(row, AVANCE).textContent();
  await write(page, cell(row, JULIO), "300");
  await settled(page);
  await expect(text(cell(row, JULIO))).toHaveText("300");
  await expect(cell(row, AVANCE)).not.toHaveText(before ?? "");
  await page.reload();
  await alive(page);
  await expect(text(cell(line(page, 0), JULIO))).toHaveText("300");
});

fresh("what is accrued over what is certified stays in its cell and says why", async ({ page }) => {
  await enter(page, EDITOR, "/seguimiento");
  const of = (what: string): Locator => sheetOf(page).locator("tr[data-row]").filter({ hasText: what }).first();
  const certified = await amount(cell(of("09 certificado"), JULIO));
  const accrued = cell(of("09 devengado"), JULIO);
  await write(page, accrued, String(certified * 40 + 1_000_000));
  await expect(accrued).toHaveAttribute("aria-invalid", "true");
  await accrued.click();
  await expect(page.locator(".grid__why, .grid__over")).toContainText("el devengado del rubro");
  await write(page, accrued, "1");
  await expect(accrued).not.toHaveAttribute("aria-invalid", "true");
  await settled(page);
});

fresh("a block is pasted; what falls in a closed month is refused and the rest goes in", async ({ page }) => {
  await enter(page, EDITOR, "/seguimiento");
  const row = line(page, 0);
  await cell(row, JULIO - 1).click();
  await paste(page, { text: "7\t77" });
  await expect(cell(row, JULIO - 1)).toHaveAttribute("aria-invalid", "true");
  await expect(text(cell(row, JULIO))).toHaveText("77");
  await expect(page.locator(".grid__errors")).toContainText("1 celda con error");
});

fresh("it is kept without a network and sent on return", async ({ page, own }) => {
  await enter(page, EDITOR, "/seguimiento");
  await settled(page);
  await installed(page);
  await own.stop();
  await write(page, cell(line(page, 0), JULIO), "123");
  await expectSync(page, "Sin conexión · 1 sin enviar");
  await page.reload();
  await alive(page);
  await expect(text(cell(line(page, 0), JULIO))).toHaveText("123");
  const back = await again(own);
  await expectSync(page, "Al día");
  await back.stop();
});

fresh("the OPP closes July, asked once more, and nobody writes in it then", async ({ page, anotherBrowser }) => {
  const editor = await anotherBrowser();
  await enter(editor, EDITOR, "/seguimiento");
  await enter(page, COORDINADOR, "/seguimiento");
  await expect(page.getByText("Meses cerrados hasta junio.")).toBeVisible();
  await page.getByRole("button", { name: "Cerrar julio…" }).click();
  await page.getByRole("group", { name: "Cerrar el mes" }).getByRole("button", { name: "Cerrar julio" }).click();
  await expect(page.getByText("Meses cerrados hasta julio.")).toBeVisible();
  await expect(editor.getByText("Meses cerrados hasta julio.")).toBeVisible();
  await write(editor, cell(line(editor, 0), JULIO), "1");
  await expect(cell(line(editor, 0), JULIO)).toHaveAttribute("aria-invalid", "true");
});

test("who reads is told so, and the summary tells PIA, PIM and what is spent", async ({ page }) => {
  await enter(page, CONSULTA, "/seguimiento?unidad=24.28");
  await expect(page.getByText("Usted consulta este plan")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Cerrar/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Resumen", exact: true }).click();
  const summary = page.locator(".summary__whole");
  for (const word of ["PIA", "PIM", "Certificado", "Devengado"]) await expect(summary).toContainText(word);
});

test("an approved plan shows its acts and its opening budget", async ({ page }) => {
  await enter(page, TITULAR, "/aprobacion");
  await expect(page.getByText("Resolución de Alcaldía N° 875-2015-MPH/A del 29/12/2015").first()).toBeVisible();
  const table = page.getByRole("region", { name: "Presupuesto inicial y modificado" }).last();
  await expect(table.getByRole("row").last()).toContainText("Total");
  await expect(page.getByRole("button", { name: /Registrar la aprobación/ })).toHaveCount(0);
});
