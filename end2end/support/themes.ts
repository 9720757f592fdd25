// Every theme, one after the other.
import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { alive, expect } from "./test";

export const THEMES = ["claro", "oscuro", "contraste"];

/** One heading and nothing that somebody could not use, in every theme. */
export async function inEveryTheme(page: Page, baseURL: string | undefined): Promise<void> {
  for (const tema of THEMES) {
    await dress(page, baseURL, tema);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
  }
}

export async function dress(page: Page, baseURL: string | undefined, tema: string): Promise<void> {
  await page.context().addCookies([{ name: "tema", value: tema, url: baseURL ?? "" }]);
  await page.reload();
  await alive(page);
}
