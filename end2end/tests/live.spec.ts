// Two browsers on one unit: what one writes, the other sees.
import { quantile } from "../support/figures";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test("each change reaches the other browser, and the summary follows in both", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  const here = cell(rowsOf(page).first(), COLUMN.diciembre);
  const there = cell(rowsOf(other).first(), COLUMN.diciembre);
  const times: number[] = [];
  for (let value = 181; value <= 200; value += 1) {
    await here.click();
    await page.keyboard.type(String(value));
    const began = await page.evaluate(() => performance.timeOrigin + performance.now());
    await page.keyboard.press("Enter");
    await expect(text(there)).toHaveText(String(value), { timeout: 5_000 });
    times.push((await other.evaluate(() => performance.timeOrigin + performance.now())) - began);
  }
  console.log(`change to the other browser, as polled: p50 ${quantile(times, 0.5).toFixed(0)} ms`);
});

test("the second person on a cell is told who and what, keeps the text typed, and chooses", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  await settled(page);
  const here = cell(rowsOf(page).first(), COLUMN.enero);
  const there = cell(rowsOf(other).first(), COLUMN.enero);
  await here.click();
  await page.keyboard.type("7");
  await write(other, there, "9");
  await expect(text(there)).toHaveText("9");
  await settled(other);
  await page.keyboard.press("Enter");
  await here.click();
  await expect(text(here)).toHaveText("7");
  await expect(here).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#programacion-nota")).toContainText("Víctor Ayala Gamboa cambió enero");
  await page.getByRole("button", { name: "Usar el mío" }).click();
  await expect(here).not.toHaveAttribute("aria-invalid", "true");
  await expect(text(there)).toHaveText("7");
});
