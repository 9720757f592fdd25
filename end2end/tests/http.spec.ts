// Over plain http on another address than this machine's: no work without a network, and it says so.
import { chromium } from "@playwright/test";

import { launchOptions } from "../support/browser";
import { expectSync, openTray } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, text, write } from "../support/sheet";
import { expect, fresh as test } from "../support/test";

test("it says that offline work is unavailable, and otherwise works", async ({ own }) => {
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--host-resolver-rules=MAP poi.municipalidad.example 127.0.0.1"],
  });
  const messages: string[] = [];
  const context = await browser.newContext();
  context.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) messages.push(message.text());
  });
  context.on("weberror", (error) => messages.push(String(error.error())));
  const url = own.url.replace("127.0.0.1", "poi.municipalidad.example");
  const page = await context.newPage();
  await enter(page, EDITOR, `${url}/programacion`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await openTray(page);
  await expect(page.locator(".tray")).toContainText("Por esta dirección (http) no se puede trabajar sin conexión");
  await page.keyboard.press("Escape");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "23");
  await expectSync(page, "Al día");

  const second = await context.newPage();
  await second.goto(`${url}/programacion`);
  await expect(text(cell(rowsOf(second).first(), COLUMN.enero))).toHaveText("23");
  await write(page, cell(rowsOf(page).first(), COLUMN.enero), "22");
  await expect(text(cell(rowsOf(second).first(), COLUMN.enero))).toHaveText("22");
  await browser.close();
  expect(messages).toEqual([]);
});
