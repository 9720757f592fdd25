// What our schedule is measured against: the same rows in other programs, each on a page of its own.
import type { Page } from "@playwright/test";
import { build } from "esbuild";

import type { Checkpoint } from "./wire";

/** A row of the tree; groups have the days of what is in them. */
export interface Row {
  id: string;
  parent?: string;
  nombre: string;
  /** The first day, and the day after the last one. */
  inicio?: number;
  fin?: number;
}

export interface Link {
  antes: string;
  despues: string;
}

/** Opens `support/rivals/NAME.js` on an empty page, with the rows at hand. */
export async function openRival(page: Page, name: string, rows: Row[], links: Link[]): Promise<void> {
  const entry = new URL(`rivals/${name}.js`, import.meta.url).pathname;
  const define = { "process.env.NODE_ENV": '"production"' };
  const built = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, outdir: ".", format: "iife", define, loader: { ".woff": "empty", ".woff2": "empty" } });
  const text = (suffix: string) => built.outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? "";
  await page.setContent('<!doctype html><html lang="es"><body><div id="board"></div></body></html>');
  await page.addStyleTag({ content: `${text(".css")} html, body { margin: 0 } #board { height: 100vh } .wx-theme { height: 100% }` });
  await page.addScriptTag({ content: text(".js") });
  await page.evaluate((given) => Object.assign(globalThis, { given }), { rows, links });
}

interface Dated {
  id: string;
  nombre: string;
  estado: string;
  ventana: { inicio: string; fin: string };
  predecesoras: string[];
}

export interface Activity extends Dated {
  unidad: string;
  accion: string;
}

interface Plan extends Omit<Checkpoint, "actividades" | "acciones"> {
  actividades: Activity[];
  acciones: { id: string; enunciado: string; objetivo: string }[];
  tareas: (Dated & { actividad: string })[];
}

/** The plan as rows: OEI, AEI, activities, tasks; and what follows what. */
export function asRows(checkpoint: Checkpoint): { rows: Row[]; links: Link[]; activities: Activity[] } {
  const plan = checkpoint as unknown as Plan;
  const inForce = ({ estado }: Dated) => estado === "Vigente";
  const activities = plan.actividades.filter(inForce);
  const tasks = grouped(plan.tareas.filter(inForce), ({ actividad }) => actividad);
  const byAction = grouped(activities, ({ accion }) => accion);
  const actions = grouped(plan.acciones.filter(({ id }) => byAction.has(id)), ({ objetivo }) => objetivo);
  const rows: Row[] = [];
  const links: Link[] = [];
  const add = (one: Dated, parent: string) => {
    const day = (text: string) => Date.parse(`${text}T00:00`);
    rows.push({ id: one.id, parent, nombre: one.nombre, inicio: day(one.ventana.inicio), fin: day(next(one.ventana.fin)) });
    // What is written after the id is the lag.
    links.push(...one.predecesoras.map((before) => ({ antes: before.slice(0, 36), despues: one.id })));
  };
  for (const goal of plan.objetivos.filter(({ id }) => actions.has(id))) {
    rows.push({ id: goal.id, nombre: goal.enunciado ?? "" });
    for (const action of actions.get(goal.id) ?? []) {
      rows.push({ id: action.id, parent: goal.id, nombre: action.enunciado });
      for (const activity of byAction.get(action.id) ?? []) {
        add(activity, action.id);
        for (const task of tasks.get(activity.id) ?? []) add(task, activity.id);
      }
    }
  }
  return { rows, links, activities };
}

function next(day: string): string {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

export function grouped<T>(all: T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}
