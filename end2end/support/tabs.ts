// Several windows of one browser, of which one speaks with the server.
import { type BrowserContext, type Page, type Request, expect } from "@playwright/test";

/** Tells which windows hold a stream at the moment; watched from now on. */
export function streamsOf(context: BrowserContext): () => Page[] {
  const open = new Map<Request, Page>();
  context.on("request", (request) => {
    if (request.url().includes("/corriente?")) open.set(request, request.frame().page());
  });
  context.on("requestfinished", (request) => open.delete(request));
  context.on("requestfailed", (request) => open.delete(request));
  return () => [...open.values()].filter((page) => !page.isClosed());
}

/** Waits until one window holds a stream, and no other. */
export async function expectLeader(streams: () => Page[], leader: Page): Promise<void> {
  await expect.poll(() => streams().map((page) => page === leader), { timeout: 20_000 }).toEqual([true]);
}
