// The unit's budget summary as it is read on the screen, in céntimos.
import { type Locator, type Page, expect } from "@playwright/test";

export interface Shown {
  techo: bigint;
  programado: bigint;
  saldo: bigint;
  /** By code. */
  rubros: Record<string, { programado: bigint; techo: bigint; saldo: bigint }>;
  /** Bienes, Servicios, Otros and their Total. */
  tipos: Record<string, bigint>;
  meses: bigint[];
}

/** Opens the whole summary by keyboard where it is a strip. */
export async function openSummary(page: Page): Promise<void> {
  const toggle = page.getByRole("button", { name: "Resumen", exact: true });
  if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.press("Enter");
  await expect(page.locator("#resumen")).toBeVisible();
}

export async function readSummary(page: Page): Promise<Shown> {
  const whole = page.locator("#resumen");
  const [techo = 0n, programado = 0n, saldo = 0n] = await money(whole.locator(".resumen__totals dd"));
  const types = whole.locator("section", { has: page.getByRole("heading", { name: "Por tipo de gasto" }) });
  const names = await types.locator("dt").allInnerTexts();
  const amounts = await money(types.locator("dd"));
  return {
    techo,
    programado,
    saldo,
    rubros: await rubros(whole.locator(".resumen__rubro")),
    tipos: Object.fromEntries(names.map((name, at) => [name, amounts[at] ?? 0n])),
    meses: await money(whole.locator(".resumen__month .resumen__amount")),
  };
}

/** "S/ 360.00 de S/ 12,000.00", and under the bar "Saldo S/ 11,640.00" or "Pasa el techo por S/ 40.00", which is as much below nothing. */
async function rubros(rows: Locator): Promise<Shown["rubros"]> {
  const read: Shown["rubros"] = {};
  for (const row of await rows.all()) {
    const [code = ""] = (await row.locator(".resumen__name").innerText()).split(" ");
    const said = await row.locator(".resumen__amount").allInnerTexts();
    const [programado = 0n, techo = 0n, saldo = 0n] = said.flatMap((text) => text.split(" de ")).map(centimos);
    read[code] = { programado, techo, saldo };
  }
  return read;
}

async function money(cells: Locator): Promise<bigint[]> {
  return (await cells.allInnerTexts()).map(centimos);
}

/** "S/ -1,234.50" is -123450. */
function centimos(text: string): bigint {
  const digits = text.replace(/\D/g, "");
  return /[-−]|Pasa el techo/.test(text) ? -BigInt(digits) : BigInt(digits);
}
