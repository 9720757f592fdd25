// What LibreOffice Calc 7.4 put on the clipboard for a sheet of targets: columns of text, and the
// twelve months of forty activities under one merged heading. In it are numbers as text and as
// numbers, both decimal marks, a Spanish format, blanks, words, an error, two lines in a cell.
import { readFile } from "node:fs/promises";

import type { Copied } from "./sheet";

const FOLDER = new URL("fixtures/", import.meta.url);

export async function copied(name: "calc-actividades" | "calc-metas"): Promise<Copied> {
  const [text, html] = await Promise.all(["tsv", "html"].map((kind) => readFile(new URL(`${name}.${kind}`, FOLDER), "utf8")));
  return { text: text ?? "", html: html ?? "" };
}

/** Rows whose cells are not plain numbers, as the sheet shows them: what is wrong keeps its text. */
const UNUSUAL: Record<number, string[]> = {
  // Kilómetro: three decimals.
  11: ["1,234.5", "1,234.5", "", "1,234.5", "0.125", "", "12.5", "", "7", "1,234", "1,234", "3.5"],
  12: ["doce", "-3", "2.5", "", "1.2345", "1", "", "#DIV/0!", "por definir", "", "9".repeat(29), ""],
  // Persona: whole.
  21: ["1,234.50", "1.234,50", "", "2.5", "1,234", "1.234", "30", "", "", "1,234,567", "", "5 talleres"],
};

const NUMBER = (text: string): string => `«${text}» no es un número.`;
const WHOLE = "La unidad de medida «Persona» es entera: no admite fracciones.";

/** Each bad cell, in reading order, with its sentence. */
export const BAD: [row: number, text: string, why: string][] = [
  [12, "doce", NUMBER("doce")],
  [12, "-3", "No se aceptan valores negativos."],
  [12, "1.2345", "Se aceptan 3 decimales como máximo."],
  [12, "#DIV/0!", NUMBER("#DIV/0!")],
  [12, "por definir", NUMBER("por definir")],
  [12, "9".repeat(29), "El número es demasiado grande."],
  [21, "1,234.50", WHOLE],
  [21, "1.234,50", WHOLE],
  [21, "2.5", WHOLE],
  [21, "1.234", WHOLE],
  [21, "5 talleres", NUMBER("5 talleres")],
];

/** The twelve months of the forty rows as the sheet shows them after the paste. */
export function pasted({ text }: Copied): string[][] {
  const [, ...rows] = text.trimEnd().split("\n").map((row) => row.split("\t"));
  const usual = (cell: string): string => (cell === "" ? "" : Number(cell).toLocaleString("en-US"));
  return rows.map((row, at) => UNUSUAL[at + 1] ?? row.map(usual));
}

/** What of them is in the plan. */
export function accepted(shown: string[][]): string[][] {
  const bad = (row: number, text: string): boolean => BAD.some(([at, wrong]) => at === row && wrong === text);
  return shown.map((row, at) => row.map((text) => (bad(at + 1, text) ? "" : text)));
}
