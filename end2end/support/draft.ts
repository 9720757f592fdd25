// Drafts of a Modificacion: opened past the pages, worked in through them.
import { type Page, expect } from "@playwright/test";
import { randomUUID } from "node:crypto";

import { alive } from "./test";

/** Where a draft is presented. */
export function inside(draft: string, address = "/modificacion"): string {
  return `${address}${address.includes("?") ? "&" : "?"}borrador=${draft}`;
}

/** Opens a draft of whoever is signed in; its id. */
export async function openDraft(page: Page, titulo: string): Promise<string> {
  const id = randomUUID();
  const apertura = { id, modificacion: randomUUID(), titulo, clase: "FuncionalProgramatico" };
  const answer = await page.request.post("/api/abrir-borrador", { data: { apertura } });
  expect(await answer.json()).toEqual({ Ok: null });
  return id;
}

/** Goes to a page of a draft, with the draft at hand. */
export async function enterDraft(page: Page, draft: string, address: string): Promise<void> {
  await page.goto(inside(draft, address));
  await alive(page);
  await expect(page.locator(".sync")).not.toContainText("Abriendo");
}
