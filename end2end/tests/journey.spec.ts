// The main job: an editor begins with an empty unit and ends with a plan whose money
// anybody can count again.
import type { Page } from "@playwright/test";

import { BAD, accepted, copied, pasted } from "../support/calc";
import { type Line, PASTED, TYPED, TYPED_LATER, code, summaryOf } from "../support/cuadro";
import { EDITOR_NUEVO, enter } from "../support/people";
import { misreckoned, recount } from "../support/recount";
import { COLUMN, INSUMO, cell, here, insumosOf, paste, press, reach, rowsOf, settled, sheetOf, text, typeAcross } from "../support/sheet";
import { type Shown, openSummary, readSummary } from "../support/summary";
import { expect, fresh as test } from "../support/test";

const UNIDAD = "17.19";

test("an editor writes the plan of an empty unit by keyboard, and its money is what anybody counts", async ({ page, own, anotherBrowser }) => {
  test.setTimeout(180_000);
  await enter(page, EDITOR_NUEVO, "/programacion");
  await expect(rowsOf(page)).toHaveCount(0);
  await test.step("ten activities are typed", () => tenActivities(page));
  const block = await test.step("a block of Calc is pasted", () => pasteBlock(page));
  const other = await anotherBrowser();
  await enter(other, EDITOR_NUEVO, "/programacion");
  await test.step("thirty insumos are written", () => thirtyInsumos(page));
  for (const browser of [page, other]) await expectSpent(browser);
  await settled(page);
  await page.reload();
  for (const browser of [page, other]) await expectSpent(browser);
  // What was not accepted waits to be mended where it was typed, and nobody else sees it.
  await expect.poll(() => targets(page)).toEqual(block);
  await expect.poll(() => targets(other)).toEqual(accepted(block));
  const shown = [await readSummary(page), await readSummary(other)];
  for (const browser of [page, other]) await browser.close();
  await own.stop();
  const counted = await recount(own.database, UNIDAD);
  expect(shown).toEqual([counted, counted]);
  expect(await misreckoned(own.database)).toEqual([]);
});

async function tenActivities(page: Page): Promise<void> {
  await reach(page, sheetOf(page));
  await page.keyboard.press("Home");
  await press(page, "ArrowRight", COLUMN.nombre - 1);
  for (let number = 1; number <= 10; number += 1) {
    await page.keyboard.type(`Actualizar el documento de gestión ${number}`);
    await page.keyboard.press("Enter");
    await expect(rowsOf(page)).toHaveCount(number);
  }
}

/** Names and units first, which begin forty activities; then their months, and each bad cell is kept and explained. */
async function pasteBlock(page: Page): Promise<string[][]> {
  await paste(page, await copied("calc-actividades"));
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(page.getByText("No se pegó el encabezado: Actividad · AEI · Unidad.")).toBeVisible();
  await press(page, "ArrowRight", COLUMN.enero - COLUMN.nombre);
  const block = await copied("calc-metas");
  await paste(page, block);
  await expect(page.getByText("No se pegó el encabezado: PROGRAMACIÓN DE METAS FÍSICAS 2017.")).toBeVisible();
  const shown = pasted(block);
  await expect.poll(() => targets(page)).toEqual(shown);
  await expect(rowsOf(page).locator("[aria-invalid]")).toHaveCount(BAD.length);
  await expect(page.getByRole("group", { name: "Celdas con error" })).toContainText(`${BAD.length} celdas con error`);
  for (const [, typed, why] of BAD) {
    await page.getByRole("button", { name: "Siguiente" }).press("Enter");
    await expect(here(sheetOf(page))).toBeFocused();
    await expect(text(here(sheetOf(page)))).toHaveText(typed);
    await expect(here(sheetOf(page))).toHaveAccessibleDescription(new RegExp(`^${escaped(why)}`));
  }
  await settled(page);
  return shown;
}

/** The twelve months of the forty activities pasted. */
async function targets(page: Page): Promise<string[][]> {
  await expect(rowsOf(page)).toHaveCount(50);
  return rowsOf(page).evaluateAll(
    (rows, [from, to]) => {
      const at = (one: Element): number => Number(one.getAttribute("aria-colindex"));
      const months = (row: Element): Element[] => [...row.children].filter((one) => at(one) >= from && at(one) <= to);
      return rows.slice(10).map((row) => months(row).map((one) => one.querySelector(".cell__text")?.textContent?.trim() ?? ""));
    },
    [COLUMN.enero, COLUMN.diciembre] as const,
  );
}

/** In three activities: typed cell by cell, pasted as rows of a spreadsheet, typed again. */
async function thirtyInsumos(page: Page): Promise<void> {
  await openInsumos(page, 0);
  await typeLines(page, TYPED);
  await leaveInsumos(page);
  await openInsumos(page, 1);
  await paste(page, { text: [TITLES, ...PASTED.map(cellsOf)].map((row) => row.join("\t")).join("\r\n") });
  await expect(rowsOf(page, insumosOf(page))).toHaveCount(PASTED.length);
  await expect(insumosOf(page).locator("[aria-invalid]")).toHaveCount(0);
  await leaveInsumos(page);
  await openInsumos(page, 2);
  await typeLines(page, TYPED_LATER);
  await leaveInsumos(page);
}

/** From the activities: Enter on the cost of one leads to the first cell of its insumos. */
async function openInsumos(page: Page, row: number): Promise<void> {
  await page.keyboard.press("Control+Home");
  await press(page, "ArrowDown", row);
  await page.keyboard.press("End");
  await expect(cell(rowsOf(page).nth(row), COLUMN.costo)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(here(insumosOf(page))).toBeFocused();
  await expect(rowsOf(page, insumosOf(page))).toHaveCount(0);
}

async function leaveInsumos(page: Page): Promise<void> {
  await press(page, "Escape", 2);
  await expect(insumosOf(page)).toBeHidden();
  await expect(here(sheetOf(page))).toBeFocused();
}

async function typeLines(page: Page, lines: Line[]): Promise<void> {
  const rows = rowsOf(page, insumosOf(page));
  for (const [at, line] of lines.entries()) {
    await typeAcross(page, cellsOf(line));
    await expect(rows).toHaveCount(at + 1);
    await expect(text(cell(rows.nth(at), INSUMO.clasificador))).toHaveText(code(line));
    await expect(text(cell(rows.nth(at), INSUMO.rubro))).toHaveText(line.rubro);
    await expect(text(cell(rows.nth(at), INSUMO.unidad))).toHaveText(line.unidad);
  }
  await expect(insumosOf(page).locator("[aria-invalid]")).toHaveCount(0);
}

const TITLES = ["Clasificador", "Detalle", "Unidad", "Rubro", "Forma", "Precio", "Enero", "Febrero", "Marzo"];

/** A line as it is typed across, up to its last month. */
function cellsOf(line: Line): string[] {
  const last = Math.max(...Object.keys(line.meses).map(Number));
  const months = Array.from({ length: last }, (_, month) => line.meses[month + 1] ?? "");
  return [line.clasificador, line.detalle, line.unidad, line.rubro, line.forma, line.precio, ...months];
}

/** The summary says what the lines come to, reckoned here from what was typed. */
async function expectSpent(page: Page): Promise<void> {
  await openSummary(page);
  const expected = summaryOf([...TYPED, ...PASTED, ...TYPED_LATER]);
  await expect.poll(async () => spent(await readSummary(page))).toEqual(expected);
}

function spent({ programado, rubros, tipos, meses }: Shown): ReturnType<typeof summaryOf> {
  const { Total: _, ...kinds } = tipos;
  const amounts = Object.entries(rubros).map(([rubro, row]) => [rubro, row.programado]);
  return { programado, rubros: Object.fromEntries(amounts), tipos: kinds, meses };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
