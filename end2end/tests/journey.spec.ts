// The main job: an editor begins with an empty unit and ends with a plan whose money
// anybody can count again.
import { EDITOR_NUEVO, enter } from "../support/people";
import { COLUMN, cell, paste, rowsOf, settled, sheetOf, text } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test("an editor writes ten activities by keyboard alone, and pastes a block of forty", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR_NUEVO, "/programacion");
  await expect(rowsOf(page)).toHaveCount(0);
  await reach(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  for (let number = 1; number <= 10; number += 1) {
    await page.keyboard.type(`Actualizar el documento de gestión ${number}`);
    await page.keyboard.press("Enter");
    await expect(rowsOf(page)).toHaveCount(number);
  }
  await settled(page);
  const blank = sheetOf(page).locator("tr[data-row=nueva]");
  await paste(cell(blank, COLUMN.nombre), block());
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(page.getByText("No se pegó el encabezado")).toBeVisible();
  await expect(page.getByRole("group", { name: "Celdas con error" })).toContainText("3 celdas con error");
  const first = rowsOf(page).nth(10);
  await expect(text(cell(first, COLUMN.enero))).toHaveText("1,234");
  await expect(text(cell(first, COLUMN.enero + 1))).toHaveText("1,234");
  await expect(text(cell(first, COLUMN.enero + 2))).toHaveText("");
  await expect(text(cell(rowsOf(page).nth(11), COLUMN.enero))).toHaveText("doce");
  await expect(cell(rowsOf(page).nth(11), COLUMN.enero)).toHaveAttribute("aria-invalid", "true");
  await settled(page);
  await page.reload();
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(text(cell(rowsOf(page).nth(10), COLUMN.anual))).toHaveText("2,478");
  const other = await anotherBrowser();
  await enter(other, EDITOR_NUEVO, "/programacion");
  await expect(text(cell(rowsOf(other).nth(10), COLUMN.anual))).toHaveText("2,478");
});

/** Tab, from the top of the page, until the sheet has the focus. */
async function reach(page: import("@playwright/test").Page): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const inside = await sheetOf(page).evaluate((grid) => grid.contains(document.activeElement));
    if (inside) return;
  }
  throw new Error("the sheet is not reached by Tab");
}

/** Forty rows as LibreOffice copies them: a merged heading, both decimal marks, blanks, text. */
function block(): { text: string; html: string } {
  const months = (row: number): string[] => {
    if (row === 0) return ["1,234.00", "1.234,00", "", "5", "5", "", "", "", "", "", "", ""];
    if (row === 1) return ["doce", "-3", "2.5", "1", "", "", "", "", "", "", "", ""];
    return Array.from({ length: 12 }, (_, month) => String(row + month));
  };
  const rows = Array.from({ length: 40 }, (_, row) => [`Actividad pegada ${row + 1}`, "", "", "", ...months(row)]);
  const line = (cells: string[]): string => cells.map((value) => `<td>${value}</td>`).join("");
  const heading = '<tr><td colspan="16">METAS FÍSICAS 2017</td></tr>';
  const body = rows.map((cells) => `<tr>${line(cells)}</tr>`).join("");
  const text = [["METAS FÍSICAS 2017", ...Array<string>(15).fill("")], ...rows].map((cells) => cells.join("\t")).join("\n");
  return { text, html: `<html><body><table>${heading}${body}</table></body></html>` };
}
