// Undo and redo, across what another person did meanwhile.
import { EXPECTED } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test.use({ expectedMessages: [EXPECTED] });

const STEPS = 20;
const MONTHS = 12;
/** Written once here, and then by the other person. */
const NOVEMBER = 10;

test("twenty steps back across another person's edit: that one is refused with its reason, the rest undone", async ({
  page,
  anotherBrowser,
}) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const month = (at: number) => cell(rowsOf(page).first(), COLUMN.enero + at);
  const shown = () => Promise.all(Array.from({ length: MONTHS }, (_, at) => text(month(at)).innerText()));
  const before = await shown();
  // One less each time: the months together never pass the target of the year.
  for (let step = 0; step < STEPS; step += 1) {
    const at = step % MONTHS;
    await write(page, month(at), String(Number(await text(month(at)).innerText()) - 1));
  }
  await settled(page);
  const written = await shown();

  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  await write(other, cell(rowsOf(other).first(), COLUMN.enero + NOVEMBER), "3");
  await expect(text(month(NOVEMBER))).toHaveText("3");

  const why = page.locator(".undo__refused");
  for (let step = STEPS - 1; step >= 0; step -= 1) {
    await page.keyboard.press("Control+z");
    if (step === NOVEMBER) {
      await expect(why).toContainText("Víctor Ayala Gamboa cambió noviembre");
      await why.getByRole("button", { name: "Entendido" }).click();
    }
    await expect(why).toBeHidden();
  }
  const undone = before.map((value, at) => (at === NOVEMBER ? "3" : value));
  await expect.poll(shown).toEqual(undone);
  await expect(page.getByRole("button", { name: "Deshacer (Ctrl+Z)" })).toHaveAttribute("aria-disabled", "true");
  await settled(page);
  await expect(text(cell(rowsOf(other).first(), COLUMN.enero))).toHaveText(before[0] ?? "");

  // And forth again: what was refused going back is no step any more.
  for (let step = 1; step < STEPS; step += 1) await page.keyboard.press("Control+y");
  await expect.poll(shown).toEqual(written.map((value, at) => (at === NOVEMBER ? "3" : value)));
});

test("what another person did before is not undone, though one asked for the same", async ({ page, anotherBrowser }) => {
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const january = cell(rowsOf(page).first(), COLUMN.enero);
  await page.context().route("**/api/enviar*", (route) => route.abort());
  await page.context().route("**/corriente*", (route) => route.abort());
  await write(page, january, "21");
  const other = await anotherBrowser();
  await enter(other, JEFE, "/programacion");
  const theirs = cell(rowsOf(other).first(), COLUMN.enero);
  await write(other, theirs, "21");
  await settled(other);
  await page.context().unrouteAll();
  await settled(page);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Deshacer (Ctrl+Z)" })).toHaveAttribute("aria-disabled", "true");
  await settled(page);
  await expect(text(january)).toHaveText("21");
  await expect(text(theirs)).toHaveText("21");
});
