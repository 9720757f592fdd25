// Over plain http on another address than this machine's: no work without a network, and it says so.
import { type BrowserContext, chromium } from "@playwright/test";

import { launchOptions } from "../support/browser";
import { EXPECTED, again, expectSync, openTray, openWindow } from "../support/offline";
import { EDITOR, JEFE, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { streamsOf } from "../support/tabs";
import { expect, fresh } from "../support/test";
import { queued } from "../support/vault";

const HOST = "poi.municipalidad.example";

/** As `fresh`, in a browser that knows the server by a name that is not this machine's. */
const test = fresh.extend<{ url: string; afar: BrowserContext }>({
  url: async ({ own }, use) => use(own.url.replace("127.0.0.1", HOST)),
  afar: async ({}, use) => {
    const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`];
    const browser = await chromium.launch({ ...launchOptions, args });
    const messages: string[] = [];
    const context = await browser.newContext();
    context.on("console", (message) => {
      if (["warning", "error"].includes(message.type())) messages.push(message.text());
    });
    context.on("weberror", (error) => messages.push(String(error.error())));
    await use(context);
    await browser.close();
    expect(messages.filter((message) => !EXPECTED.test(message))).toEqual([]);
  },
});

test("it says that offline work is unavailable, and otherwise works", async ({ url, afar }) => {
  const page = await afar.newPage();
  await enter(page, EDITOR, `${url}/programacion`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Por esta dirección (http) no se puede trabajar sin conexión");
  await page.keyboard.press("Escape");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "Al día");

  const second = await afar.newPage();
  await second.goto(`${url}/programacion`);
  await expect(text(cell(rowsOf(second).first(), COLUMN.enero))).toHaveText("23");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "22");
  await expect(text(cell(rowsOf(second).first(), COLUMN.enero))).toHaveText("22");
});

// A browser opens six connections to an address over plain http, for all its windows together.
test("eight windows of one browser have one stream between them, and one queue", async ({ url, afar, own, anotherBrowser }) => {
  const streams = streamsOf(afar);
  const first = await afar.newPage();
  await enter(first, EDITOR, `${url}/programacion`);
  const others = await Promise.all(Array.from({ length: 7 }, () => openWindow(afar, `${url}/programacion`)));
  const windows = [first, ...others];
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, `${own.url}/programacion`);
  const january = (window = elsewhere) => text(cell(rowsOf(window).first(), COLUMN.enero));
  for (const window of windows) await settled(window);
  await expect.poll(() => streams().length).toBe(1);
  for (const [at, value] of ["23", "22", "21"].entries()) {
    const writer = windows.at(-1 - at) ?? first;
    await write(writer, cell(rowsOf(writer).first(), COLUMN.enero), value);
    for (const window of [...windows, elsewhere]) await expect(january(window)).toHaveText(value);
    for (const window of windows) await settled(window);
    // The one that leads goes away.
    const [leader] = streams();
    await leader?.close();
    windows.splice(windows.findIndex((window) => window === leader), 1);
    await expect.poll(() => streams().length).toBe(1);
  }
});

test("what a window could not send is kept, and sent by the next one that opens", async ({ url, afar, own, anotherBrowser }) => {
  const first = await afar.newPage();
  await enter(first, EDITOR, `${url}/programacion`);
  await settled(first);
  const second = await openWindow(afar, `${url}/programacion`);
  await settled(second);
  await own.stop();
  await write(second, cell(rowsOf(second).first(), COLUMN.enero), "23");
  for (const window of [first, second]) await expectSync(window, "Sin conexión · 1 sin enviar");
  await expect.poll(() => queued(second)).toBe(1);
  await second.close();
  await first.close();
  const back = await again(own);
  const third = await openWindow(afar, `${url}/programacion`);
  await settled(third);
  const elsewhere = await anotherBrowser();
  await enter(elsewhere, JEFE, `${own.url}/programacion`);
  await expect(text(cell(rowsOf(elsewhere).first(), COLUMN.enero))).toHaveText("23");
  await expect.poll(() => queued(third)).toBe(0);
  await elsewhere.close();
  await back.stop();
});
