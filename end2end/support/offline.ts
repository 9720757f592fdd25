// Without a network, and with what a browser keeps for it.
import { type BrowserContext, type Page, expect } from "@playwright/test";

import { type Server, startServer } from "./server";

/** What a browser says of a server that is not there, or that answers another person. */
export const EXPECTED = /ERR_(CONNECTION|EMPTY_RESPONSE|FAILED|INCOMPLETE_CHUNKED|INTERNET|NETWORK)|40[139]|50[234]/;

/** Waits until the application can be opened without a network. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** The state of one's changes, as the header tells it. */
export async function expectSync(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.locator(".sync")).toContainText(text, { timeout: 20_000 });
}

/** Starts a server again where it was, on what it had written. */
export function again(server: Server): Promise<Server> {
  return startServer({ database: server.database, at: server.url });
}

/** A new window of the same browser, on an address. */
export async function openWindow(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  return page;
}

/** Opens what the header says of one's changes. */
export async function openTray(page: Page): Promise<void> {
  await page.locator(".tray > summary").click();
}

/** The version and the digest of the plan on a screen. */
export async function digest(page: Page): Promise<string> {
  await openTray(page);
  await page.getByRole("button", { name: "Comprobar que dos pantallas muestran lo mismo" }).click();
  const told = page.locator(".tray__digest");
  await expect(told).toContainText("Versión");
  const text = (await told.textContent()) ?? "";
  await page.keyboard.press("Escape");
  return text;
}
