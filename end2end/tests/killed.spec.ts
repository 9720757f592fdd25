// A browser that is killed, not closed, with unsent work in it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Page, chromium } from "@playwright/test";

import { launchOptions } from "../support/browser";
import { again, expectSync, installed } from "../support/offline";
import { EDITOR, enter } from "../support/people";
import { COLUMN, cell, rowsOf, settled, text, write } from "../support/sheet";
import { alive, expect, fresh as test } from "../support/test";
import { queued } from "../support/vault";

interface Killable {
  page: Page;
  kill(): Promise<void>;
}

/** A browser of our own, on a profile that stays. */
async function open(profile: string): Promise<Killable> {
  const process = spawn(
    launchOptions.executablePath ?? "",
    ["--headless", "--no-sandbox", `--user-data-dir=${profile}`, "--remote-debugging-port=0", "about:blank"],
    { env: launchOptions.env as NodeJS.ProcessEnv | undefined, stdio: ["ignore", "ignore", "pipe"] },
  );
  const browser = await chromium.connectOverCDP(await address(process));
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error("the browser opened no page");
  const kill = async () => {
    const gone = once(process, "exit");
    process.kill("SIGKILL");
    await gone;
  };
  return { page, kill };
}

async function address(process: ChildProcess): Promise<string> {
  let said = "";
  for await (const text of process.stderr ?? []) {
    said += String(text);
    const found = /DevTools listening on (ws:\S+)/.exec(said);
    if (found?.[1]) return found[1];
  }
  throw new Error(`the browser did not start:\n${said}`);
}

test("what was typed before the browser was killed is sent when it is opened again", async ({ own }) => {
  const profile = await mkdtemp(join(tmpdir(), "poi-profile-"));
  const first = await open(profile);
  await enter(first.page, EDITOR, `${own.url}/programacion`);
  await settled(first.page);
  await installed(first.page);
  await own.stop();
  await write(first.page, cell(rowsOf(first.page).first(), COLUMN.enero), "21");
  await write(first.page, cell(rowsOf(first.page).first(), COLUMN.enero + 1), "48");
  await expectSync(first.page, "Sin conexión · 2 sin enviar");
  // A kill may come in the middle of a write.
  await expect.poll(() => queued(first.page)).toBe(2);
  await first.kill();

  const second = await open(profile);
  await second.page.goto(`${own.url}/programacion`);
  await alive(second.page);
  await expect(text(cell(rowsOf(second.page).first(), COLUMN.enero))).toHaveText("21");
  await expectSync(second.page, "Sin conexión · 2 sin enviar");
  // A browser writes its cookies down every half minute: the session may be lost with it, the work is not.
  await second.page.context().clearCookies();
  const back = await again(own);
  await expectSync(second.page, "Sesión terminada · 2 sin enviar");
  await enter(second.page, EDITOR, `${own.url}/programacion`);
  await expectSync(second.page, "Al día");
  await expect(text(cell(rowsOf(second.page).first(), COLUMN.enero + 1))).toHaveText("48");
  await second.kill();
  await back.stop();
  await rm(profile, { recursive: true, force: true });
});
