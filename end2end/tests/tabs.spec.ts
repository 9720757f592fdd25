// One tab leads and the others follow: what becomes of it when that tab gives out.
import { EXPECTED, digest, expectSync, openWindow } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expectLeader, streamsOf } from "../support/tabs";
import { expect, fresh as test } from "../support/test";
import { checkpoint } from "../support/wire";

test.use({ expectedMessages: [EXPECTED] });

test("a tab that is blocked is succeeded, and follows once it wakes", async ({ page, context, own, anotherBrowser }) => {
  const streams = streamsOf(context);
  const month = (of: typeof page, at: number) => cell(rowsOf(of).first(), COLUMN.enero + at);
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const other = await openWindow(context, `${own.url}/programacion`);
  await settled(other);
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, "/programacion");
  await expectLeader(streams, page);
  const before = (await checkpoint(other.request)).version;

  // The server carries out what the blocked one sent; the answer does not reach it.
  let answer = (): void => undefined;
  const awake = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/enviar", async (route) => {
    const response = await route.fetch();
    await awake;
    await route.fulfill({ response });
  });
  await write(page, month(page, 0), "24");
  await expect(text(month(elsewhere, 0))).toHaveText("24");
  const asked = page.waitForEvent("dialog");
  const blocked = page.evaluate(() => alert("¿Sigue ahí?"));
  const dialog = await asked;
  await write(other, month(other, 1), "48");
  await expectSync(other, "Al día");
  await expect(text(month(elsewhere, 1))).toHaveText("48");
  expect((await checkpoint(other.request)).version).toBe(before + 2);

  answer();
  await dialog.dismiss();
  await blocked;
  await expectLeader(streams, other);
  await write(page, month(page, 2), "98");
  await expectSync(page, "Al día");
  await expect(text(month(elsewhere, 2))).toHaveText("98");
  const digests = [await digest(page), await digest(other), await digest(elsewhere)];
  expect(new Set(digests).size, digests.join(" ")).toBe(1);
  expect((await checkpoint(other.request)).version).toBe(before + 3);
});
