// One tab leads and the others follow: what becomes of it when that tab, its stream or what it
// knows gives out.
import { EXPECTED, digest, expectSync, openTray, openWindow } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { relay } from "../support/relay";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { expectLeader, streamsOf } from "../support/tabs";
import { expect, signIn, fresh as test } from "../support/test";
import { checkpoint } from "../support/wire";

// One expression: Playwright takes two in a list for a value and its options.
test.use({ expectedMessages: [new RegExp(`${EXPECTED.source}|unreachable`)] });

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
  await page.route("**/api/enviar*", async (route) => {
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

test("a tab whose program broke leaves it to another", async ({ page, context, own, anotherBrowser }) => {
  const streams = streamsOf(context);
  await enter(page, EDITOR, "/programacion");
  await settled(page);
  const other = await openWindow(context, `${own.url}/programacion`);
  await settled(other);
  await expectLeader(streams, page);
  // As when it comes upon what it holds impossible.
  await page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }));
  await expectLeader(streams, other);
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, "/programacion");
  for (const [tab, value] of [[page, "23"], [other, "22"]] as const) {
    await write(tab, cell(rowsOf(tab).first(), COLUMN.enero), value);
    await expect(text(cell(rowsOf(elsewhere).first(), COLUMN.enero))).toHaveText(value);
  }
});

test("a tab of an older program gives way to a newer one, which sends what is typed in both", async ({
  page,
  context,
  own,
  anotherBrowser,
}) => {
  const streams = streamsOf(context);
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  // An entry that the program of this tab does not know.
  await page.route("**/corriente?*", async (route) => {
    await told;
    const body = 'event: asiento\nid: 1.1.futuro\ndata: {"asiento":"de otro programa"}\n\n';
    await route.fulfill({ contentType: "text/event-stream", body });
  });
  await signIn(page, EDITOR.usuario, EDITOR.clave);
  await page.goto("/programacion");
  await expectLeader(streams, page);
  const newer = await openWindow(context, `${own.url}/programacion`);
  tell();
  await expectLeader(streams, newer);
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Hay una versión nueva del programa");
  await page.keyboard.press("Escape");
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, "/programacion");
  for (const [tab, value] of [[page, "23"], [newer, "22"]] as const) {
    await write(tab, cell(rowsOf(tab).first(), COLUMN.enero), value);
    await expect(text(cell(rowsOf(elsewhere).first(), COLUMN.enero))).toHaveText(value);
  }
  await expectSync(page, "Al día");
});

test("a stream that says nothing for too long is opened anew", async ({ page, own, anotherBrowser }) => {
  const way = await relay(own.url, "/corriente?");
  await page.clock.install();
  await enter(page, EDITOR, `${way.url}/programacion`);
  await settled(page);
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, "/programacion");
  const january = text(cell(rowsOf(page).first(), COLUMN.enero));
  const shown = (await january.textContent()) ?? "";
  way.hush();
  await write(elsewhere, cell(rowsOf(elsewhere).first(), COLUMN.enero), "24");
  await settled(elsewhere);
  await expect(january).toHaveText(shown);
  await page.clock.fastForward(60_000);
  await expect(january).toHaveText("24");
  await expectSync(page, "Al día");
  await page.close();
  await way.end();
});
