// What the sheet keeps and what it shows whole: refused targets, what nobody chose, figures.
import { COORDINADOR, EDITOR, enter } from "../support/people";
import { COLUMN, INSUMO, cell, insumosOf, paste, rowsOf, settled, sheetOf, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test("a refused target goes in by itself once it fits", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const row = rowsOf(page).first();
  const [february, march] = [cell(row, COLUMN.enero + 1), cell(row, COLUMN.enero + 2)];
  await write(page, february, "70");
  await expect(february).toHaveAttribute("aria-invalid", "true");
  await february.click();
  await expect(page.locator("#programacion-nota")).toContainText("Baje otro mes o cambie la meta anual.");
  await write(page, march, "80");
  await expect(february).not.toHaveAttribute("aria-invalid");
  await expect(text(february)).toHaveText("70");
});

test("errors of a withdrawn activity are not counted, and leaving with one loses nothing", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  const february = cell(rowsOf(page).first(), COLUMN.enero + 1);
  await write(page, february, "9,999");
  const errors = page.getByRole("group", { name: "Celdas con error" });
  await expect(errors).toContainText("1 celda con error");
  await february.click();
  await page.getByRole("button", { name: "Retirar" }).click();
  await expect(errors).toBeHidden();
  await page.getByRole("button", { name: "Restituir" }).click();
  await expect(errors).toContainText("1 celda con error");
  await page.reload();
  await expect(errors).toContainText("1 celda con error");
  await expect(text(february)).toHaveText("9,999");
});

test("what a new activity has and nobody chose says so until it is left or chosen", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await write(page, cell(page.locator("#programacion-nueva"), COLUMN.nombre), "Ordenar el archivo");
  const action = cell(rowsOf(page).last(), COLUMN.accion);
  await expect(action).toHaveClass(/cell--assumed/);
  await action.click();
  await page.getByRole("button", { name: "Dejar así" }).click();
  await expect(action).not.toHaveClass(/cell--assumed/);
});

test("no figure of a sheet is cut, however long", async ({ page }) => {
  await enter(page, EDITOR, "/programacion");
  await cell(rowsOf(page).first(), COLUMN.costo).click();
  const insumos = insumosOf(page);
  await cell(insumos.locator("tr[data-row=nueva]"), INSUMO.clasificador).click();
  const amounts = ["12,345,678.50", "1,234,567.50", "123,456.50", "12,345.50"].join("\t");
  await paste(page, { text: `2.3.2.7.11.99\tObra\tServicio\t08\timporte\t\t${amounts}` });
  await expect(sheetOf(page).locator("tfoot")).toContainText("12,350,578.47");
  const cut = (cells: Element[]) =>
    cells.filter((one) => /^[\d,.]+$/.test(one.textContent ?? "") && one.scrollWidth > one.clientWidth).map((one) => one.textContent);
  expect(await page.locator(".grid td :is(.cell__text, small)").evaluateAll(cut)).toEqual([]);
});

test("Enter takes the unit that was searched, not its superior", async ({ page }) => {
  await enter(page, COORDINADOR, "/programacion");
  await page.locator(".unit-picker__button").click();
  await page.keyboard.type("abaste");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/unidad=24\.28/);
});

test("an address that names no unit says so", async ({ page }) => {
  await enter(page, EDITOR, "/programacion?unidad=99.99");
  await expect(page.getByRole("status").filter({ hasText: "No hay una unidad «99.99»" })).toBeVisible();
});
