// The accounts of the demonstration that the journeys are walked with.
import type { Page } from "@playwright/test";

import { alive, expect, signIn } from "./test";

export interface Person {
  usuario: string;
  clave: string;
}

const person = (usuario: string, clave: string): Person => ({ usuario, clave: `ayacucho-${clave}` });

/** Whose unit has activities. */
export const EDITOR = person("editor", "editor");
/** Whose unit has techos and nothing else yet. */
export const EDITOR_NUEVO = person("editor.nuevo", "nuevo");
/** Of the same unit as EDITOR. */
export const JEFE = person("jefe", "jefe");
export const COORDINADOR = person("coordinador", "coordinador");
export const ANALISTA = person("analista", "analista");
export const TITULAR = person("titular", "titular");
export const ADMINISTRADOR = person("administrador", "administrador");
export const CONSULTA = person("consulta", "consulta");

/** Signs in and opens an address, ready for gestures, with the plan at hand. */
export async function enter(page: Page, who: Person, address: string): Promise<void> {
  await signIn(page, who.usuario, who.clave, /^https?:/.test(address) ? new URL(address).origin : "");
  await page.goto(address);
  await alive(page);
  // What is typed before the plan has come is the server's to decide: `parts.spec.ts` looks at that.
  await expect(page.locator(".sync")).not.toContainText("Abriendo");
}
