// @svar-ui/react-gantt as its guide sets it up.
import { Gantt, Willow } from "@svar-ui/react-gantt";
import "@svar-ui/react-gantt/all.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const scales = [{ unit: "quarter", step: 1, format: "%Q" }, { unit: "month", step: 1, format: "%M" }];
const columns = [{ id: "text", header: "Actividad", width: 330 }, { id: "start", header: "Inicio", width: 100 }];
let root;
let api;

globalThis.rival = {
  prepare(rows, links) {
    // What is open must have something under it.
    const parents = new Set(rows.map(({ parent }) => parent));
    return {
      tasks: rows.map(({ id, parent, nombre, inicio, fin }) => {
        const group = inicio === undefined;
        const days = group ? {} : { start: new Date(inicio), end: new Date(fin) };
        return { id, parent: parent ?? 0, text: nombre, type: group ? "summary" : "task", open: parents.has(id), ...days };
      }),
      links: links.map(({ antes, despues }, at) => ({ id: at + 1, source: antes, target: despues, type: "e2s" })),
    };
  },
  close: () => root?.unmount(),
  open(data) {
    root = createRoot(document.getElementById("board"));
    const init = (given) => (api = given);
    const gantt = createElement(Gantt, { ...data, scales, columns, cellWidth: 61, cellHeight: 36, scaleHeight: 24, init });
    root.render(createElement(Willow, { fonts: false }, gantt));
  },
  drawn: () => document.querySelectorAll(".wx-bar").length,
  edit(edits) {
    for (const { id, inicio, fin } of edits) {
      api.exec("update-task", { id, task: { start: new Date(inicio), end: new Date(fin) } });
    }
  },
  reveal: (id) => api.exec("scroll-chart", { top: Math.max(0, api.getTask(id).$y - 100) }),
  place: (id) => document.querySelector(`.wx-bar[data-id="${id}"], .wx-bar[data-id=":${id}"]`)?.style.left,
  scroller() {
    const all = [...document.querySelectorAll("#board *")];
    return all.find((one) => one.scrollHeight > 100_000 && /auto|scroll/.test(getComputedStyle(one).overflowY));
  },
};
