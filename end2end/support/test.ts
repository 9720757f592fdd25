// The `test` of every spec: a server of its own for each worker, and no word on the console.
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, test as base, expect } from "@playwright/test";

import { type Scene, type Server, startServer } from "./server";

interface ForEachTest {
  /** Console messages that a test provokes on purpose: `test.use({ expectedMessages: [/409/] })`. */
  expectedMessages: RegExp[];
  /** What the consoles of all watched browsers have said. */
  messages: string[];
  /** Opens a second, separate browser: other cookies, other storage, watched as the first. */
  anotherBrowser: (device?: BrowserContextOptions) => Promise<Page>;
  /** Fails the test when a console said anything. */
  silence: void;
}

interface ForEachWorker {
  /** Which demonstration a file is about, at its top: `test.use({ scene: "modificacion" })`. */
  scene: Scene;
  server: Server;
}

export const test = base.extend<ForEachTest, ForEachWorker>({
  scene: ["formulacion", { scope: "worker", option: true }],
  server: [
    async ({ scene }, use) => {
      const server = await startServer({ scene });
      await use(server);
      await server.discard();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  expectedMessages: [[], { option: true }],
  messages: async ({}, use) => use([]),
  context: async ({ context, messages }, use) => {
    watch(context, messages);
    await use(context);
  },
  anotherBrowser: async ({ browser, baseURL, messages }, use) => {
    const opened: BrowserContext[] = [];
    await use((device = {}) => openAnother(browser, baseURL === undefined ? device : { baseURL, ...device }, messages, opened));
    await Promise.all(opened.map((context) => context.close()));
  },
  silence: [
    async ({ context, messages, expectedMessages }, use) => {
      await use();
      // What a page says while it is being closed counts as well.
      await context.close();
      const unexpected = messages.filter((message) => !expectedMessages.some((expected) => expected.test(message)));
      expect(unexpected, "warnings and errors on the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** As `test`, with a demonstration that no other test has written in. */
export const fresh = test.extend<{ own: Server }>({
  own: async ({ scene }, use) => {
    const own = await startServer({ scene });
    await use(own);
    await own.discard();
  },
  baseURL: async ({ own }, use) => use(own.url),
});

/** Signs in by the form, as a person does; `origin` for a browser that is not told of the server. */
export async function signIn(page: Page, usuario: string, clave: string, origin = ""): Promise<void> {
  await page.goto(`${origin}/entrar`);
  await page.getByLabel("Usuario").fill(usuario);
  await page.getByLabel("Clave").fill(clave);
  await page.getByLabel("Clave").press("Enter");
  await expect(page).not.toHaveURL(/\/entrar/);
}

/** Waits until the page answers to gestures: the wasm has taken it over. */
export async function alive(page: Page): Promise<void> {
  await expect(page.locator("html[data-alive]")).toBeAttached();
}

async function openAnother(
  browser: Browser,
  options: BrowserContextOptions,
  messages: string[],
  opened: BrowserContext[],
): Promise<Page> {
  const context = await browser.newContext(options);
  watch(context, messages);
  opened.push(context);
  return context.newPage();
}

function watch(context: BrowserContext, messages: string[]): void {
  context.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) {
      messages.push(`${message.type()} on ${message.page()?.url() ?? "a worker"}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => messages.push(`error on ${error.page()?.url() ?? "a page"}: ${error.error()}`));
}
